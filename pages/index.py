"""The script that app.py serves: the frame around every page, and the list of pages by part of the course."""

import streamlit as st

from pages.controls import frame

st.set_page_config(page_title="Downhill", page_icon=frame.icon(), layout="wide")
frame.style()

pages = {
    "The network": [
        st.Page("playground.py", title="Playground", icon=":material/hub:", default=True),
    ],
    "Optimization": [
        st.Page("optimizer_race.py", title="Optimizer race", icon=":material/sports_score:", url_path="optimizer_race"),
    ],
    "Bias and variance": [
        st.Page("bias_variance.py", title="Bias and variance", icon=":material/blur_on:", url_path="bias_variance"),
        st.Page("regularization_lab.py", title="Regularization", icon=":material/tune:", url_path="regularization_lab"),
    ],
}

st.navigation(pages, position="top").run()
