"""Streamlit entry: page config and navigation, nothing else."""

from __future__ import annotations

import streamlit as st

from ui import pages, style
from ui.texts import text

st.set_page_config(page_title=text("app"), page_icon="🕸️", layout="wide", initial_sidebar_state="auto")
style.apply()
pages.run()
