namespace RtmPipeline.Tagging.Safety;

/// <summary>
/// Words for lights that go out, in the three languages; the form is in <see cref="SafetyLexicon.Read"/>. They excuse nothing in the lexicon, but the tragedies
/// that the model learned from had many outages, and an outage alone harms nobody: as beside a figure of speech, the model is asked about the rest of the text.
/// </summary>
internal static class OutageWords
{
    public const string Table = """
        figure: power outage, power outages, power cut, power cuts, outage, outages, blackout, blackouts, lights out, lights are out, lights went out,
          lights go out, lights off, power went out, power goes out, power is out, out of power, lost power, no power, no electricity
        figure: apagón, apagones, corte de luz, cortes de luz, corte de energía, se fue la luz, se va la luz, se ha ido la luz, sin luz, luces apagadas,
          a oscuras
        figure: blackout, black out, senza luce, senza corrente, salta la corrente, saltata la corrente, è andata via la luce, luci spente, al buio
        """;
}
