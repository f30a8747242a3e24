namespace ConvLog.Storage.Statistics;

/// <summary>Stages by their number.</summary>
internal static class NumberedStages
{
    /// <summary>The duration of a stage; null if it is unknown.</summary>
    public static TimeSpan? DurationOf(this TurnStages stages, TurnStage stage) => stage switch
    {
        TurnStage.SpeechToText => stages.SpeechToText,
        TurnStage.Model => stages.Model,
        TurnStage.Functions => stages.Functions,
        TurnStage.TextToSpeech => stages.TextToSpeech,
        _ => stages.FirstByte,
    };

    /// <summary>The stages from their stored durations; null if none is known.</summary>
    public static TurnStages? Of(TimeSpan? speechToText, TimeSpan? model, TimeSpan? functions, TimeSpan? textToSpeech, TimeSpan? firstByte)
        => (speechToText ?? model ?? functions ?? textToSpeech ?? firstByte) is null
            ? null
            : new() { SpeechToText = speechToText, Model = model, Functions = functions, TextToSpeech = textToSpeech, FirstByte = firstByte };
}
