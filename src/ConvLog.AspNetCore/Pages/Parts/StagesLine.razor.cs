using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The durations of a turn's stages: a bar of the consecutive stages, and each with its duration.</summary>
public partial class StagesLine
{
    /// <summary>The stages.</summary>
    [Parameter]
    [EditorRequired]
    public TurnStages Stages { get; set; } = null!;

    private IReadOnlyList<(string Css, string Name, TimeSpan Duration)> Known
        => [.. All.Where(static stage => stage.Duration is not null).Select(static stage => (stage.Css, stage.Name, stage.Duration!.Value))];

    // The last one contains the others.
    private IReadOnlyList<(string Css, string Name, TimeSpan? Duration)> All =>
    [
        ("stt", "Speech to text", Stages.SpeechToText),
        ("model", "Model", Stages.Model),
        ("functions", "Functions", Stages.Functions),
        ("tts", "Text to speech", Stages.TextToSpeech),
        ("first", "First byte", Stages.FirstByte),
    ];

    private TimeSpan Total => Known.Where(static stage => stage.Css is not "first").Aggregate(TimeSpan.Zero, static (sum, stage) => sum + stage.Duration);

    private IEnumerable<(string Css, double From, double Width)> Parts
    {
        get
        {
            double from = 0;
            foreach (var (css, _, duration) in Known.Where(static stage => stage.Css is not "first"))
            {
                double width = duration / Total;
                yield return (css, from, width);
                from += width;
            }
        }
    }

    private static string TitleOf(string css) => css switch
    {
        "stt" => "From the end of the user's speech to its transcript",
        "model" => "Requests to language models",
        "functions" => "Function calls",
        "tts" => "From the text of the answer to its speech",
        _ => "From the end of the user's speech to the first byte of the answer's audio",
    };

    private static string P(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{share * 100:0.##}%");
}
