namespace ConvLog.Storage;

/// <summary>The durations of the stages of turns (<see cref="TurnStages"/>), each over the turns that report it.</summary>
public sealed record StageStatistics
{
    /// <summary>From the end of the user's speech to its transcript.</summary>
    public DurationStatistics SpeechToText { get; init; } = DurationStatistics.None;

    /// <summary>All requests to language models of a turn.</summary>
    public DurationStatistics Model { get; init; } = DurationStatistics.None;

    /// <summary>All function calls of a turn.</summary>
    public DurationStatistics Functions { get; init; } = DurationStatistics.None;

    /// <summary>From the text of the answer to its speech.</summary>
    public DurationStatistics TextToSpeech { get; init; } = DurationStatistics.None;

    /// <summary>From the end of the user's speech to the first byte of the answer's audio.</summary>
    public DurationStatistics FirstByte { get; init; } = DurationStatistics.None;

    /// <summary>The statistics of turns that report no stages.</summary>
    internal static StageStatistics None { get; } = new();
}
