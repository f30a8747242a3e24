namespace ConvLog.Tests.Recount;

/// <summary>An opening while it is played, with its open turns and calls.</summary>
/// <param name="conversation">The opening.</param>
/// <param name="host">The number of its host.</param>
/// <param name="told">The expected data.</param>
internal sealed class PlayedOpening(Conversation conversation, int host, ToldOpening told)
{
    public Conversation Conversation { get; } = conversation;

    public int Host { get; } = host;

    public ToldOpening Told { get; } = told;

    public List<(Turn Turn, ToldTurn Told)> Turns { get; } = [];

    public List<(FunctionEvent Call, ToldCall Told)> Calls { get; } = [];

    /// <summary>Model calls that are never ended, with the time of the first part of the answer.</summary>
    public List<(ToldModelCall Call, TimeSpan? FirstToken)> Running { get; } = [];

    public bool HadTurn { get; set; }
}
