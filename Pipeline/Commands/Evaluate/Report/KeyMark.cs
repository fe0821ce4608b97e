namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>Form of a mark in a plot's key.</summary>
internal enum MarkForm
{
    Line,
    Area,
    Circle,
    Square,
    Triangle,
}

/// <summary>One entry of a plot's key.</summary>
/// <param name="Style">Class of the mark in the plot.</param>
/// <param name="Form">Its form.</param>
/// <param name="Text">What it means.</param>
internal sealed record KeyMark(string Style, MarkForm Form, string Text)
{
    public void Write(Markup markup)
    {
        markup.Open("li").Open("svg", ("viewBox", "0 0 26 16"), ("aria-hidden", "true"));
        string shape = Form switch
        {
            MarkForm.Line => "M1 8H25",
            MarkForm.Area => "M1 2H25V14H1Z",
            MarkForm.Circle => "M13 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12Z",
            MarkForm.Square => "M7 2H19V14H7Z",
            _ => "M6 3H20L13 14Z",
        };
        markup.Empty("path", ("class", Style), ("d", shape)).Close().Text(Text).Close();
    }
}
