namespace ConvLog.Storage.Statistics;

/// <summary>The stages of <see cref="TurnStages"/>. Their order is that of the columns and the statistics that stores keep.</summary>
internal enum TurnStage
{
    SpeechToText,
    Model,
    Functions,
    TextToSpeech,
    FirstByte,
}
