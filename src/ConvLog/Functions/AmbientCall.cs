namespace ConvLog.Functions;

/// <summary>
/// A function event as async flows hold it. A timer or a captured flow can outlive the event by far: once that has ended, this holds its id and its turn's, and
/// none of what was logged in them.
/// </summary>
/// <param name="call">The event, open.</param>
/// <param name="parent">The event it began in; null at the top.</param>
/// <param name="turn">The turn it began in; null outside any.</param>
internal sealed class AmbientCall(FunctionEvent call, AmbientCall? parent, AmbientTurn? turn)
{
    private volatile FunctionEvent? _call = call;

    public string Id { get; } = call.Id;

    public AmbientCall? Parent { get; } = parent;

    /// <summary>The event while it is open; null once it has ended.</summary>
    public FunctionEvent? Open => _call is { IsOpen: true } open ? open : null;

    /// <summary>The turn it began in, ended or not.</summary>
    public Turn? Turn => turn?.Turn;

    public void End() => _call = null;
}
