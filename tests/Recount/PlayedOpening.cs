namespace ConvLog.Tests.Recount;

/// <summary>An opening while it is played: what is open in it.</summary>
/// <param name="conversation">The opening.</param>
/// <param name="host">Which host has it.</param>
/// <param name="told">What is told of it.</param>
internal sealed class PlayedOpening(Conversation conversation, int host, ToldOpening told)
{
    public Conversation Conversation { get; } = conversation;

    public int Host { get; } = host;

    public ToldOpening Told { get; } = told;

    public List<(Turn Turn, ToldTurn Told)> Turns { get; } = [];

    public List<(FunctionEvent Call, ToldCall Told)> Calls { get; } = [];

    /// <summary>Model calls that nothing ends, with when the first part of the answer came.</summary>
    public List<(ToldModelCall Call, TimeSpan? FirstToken)> Running { get; } = [];

    public bool HadTurn { get; set; }
}
