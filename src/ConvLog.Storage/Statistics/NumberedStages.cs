namespace ConvLog.Storage.Statistics;

/// <summary>Stages by their number.</summary>
internal static class NumberedStages
{
    /// <summary>How long a stage took; null where it is not known.</summary>
    public static TimeSpan? Took(this TurnStages stages, TurnStage stage) => stage switch
    {
        TurnStage.SpeechToText => stages.SpeechToText,
        TurnStage.Model => stages.Model,
        TurnStage.Functions => stages.Functions,
        TurnStage.TextToSpeech => stages.TextToSpeech,
        _ => stages.FirstByte,
    };

    /// <summary>Stages as they were stored; null where none is known.</summary>
    public static TurnStages? Of(TimeSpan? speechToText, TimeSpan? model, TimeSpan? functions, TimeSpan? textToSpeech, TimeSpan? firstByte)
        => (speechToText ?? model ?? functions ?? textToSpeech ?? firstByte) is null
            ? null
            : new() { SpeechToText = speechToText, Model = model, Functions = functions, TextToSpeech = textToSpeech, FirstByte = firstByte };
}
