"""A Streamlit page with one slider and one word: what the fastest page of its kind takes to open and to change."""

import streamlit as st

value = st.slider("Knob", 0, 10, 5)
st.html(f'<div class="player" data-shown="1" data-run="{value}">{value}</div>')
