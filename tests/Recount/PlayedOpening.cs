namespace ConvLog.Tests.Recount;

/// <summary>An opening while it is played, with its open turns and calls.</summary>
/// <param name="conversation">The opening.</param>
/// <param name="host">The number of its host.</param>
/// <param name="expected">The expected data.</param>
internal sealed class PlayedOpening(Conversation conversation, int host, ExpectedOpening expected)
{
    public Conversation Conversation { get; } = conversation;

    public int Host { get; } = host;

    public ExpectedOpening Expected { get; } = expected;

    public List<(Turn Turn, ExpectedTurn Expected)> Turns { get; } = [];

    public List<(FunctionEvent Call, ExpectedCall Expected)> Calls { get; } = [];

    /// <summary>Model calls that are never ended, with the time of the first part of the answer.</summary>
    public List<(ExpectedModelCall Call, TimeSpan? FirstToken)> Running { get; } = [];

    public bool HadTurn { get; set; }
}
