namespace ConvLog.Functions;

/// <summary>
/// A reference to a function event, held by the async flows that entered it. A timer or a captured flow can outlive the event by far: once the event has
/// ended or was left, this no longer keeps its entries in memory.
/// </summary>
internal sealed class AmbientCall
{
    private volatile FunctionEvent? _call;
    private volatile AmbientCall? _parent;

    /// <param name="call">The event.</param>
    /// <param name="parent">The event that the flow had entered before; null if none.</param>
    public AmbientCall(FunctionEvent call, AmbientCall? parent)
    {
        _call = call;
        _parent = OpenFrom(parent);

        // Drops events that have ended: in a long-lived flow, such as an event loop, the chain is no longer than the number of open events.
        _parent?._parent = OpenFrom(_parent._parent);
    }

    /// <summary>The event while it is open and has not been left; null afterwards.</summary>
    public FunctionEvent? Open => _call is { IsOpen: true } open ? open : null;

    /// <summary>The ID of an event that the flow began and that has ended; null before that.</summary>
    public string? EndedId { get; set; }

    public AmbientCall? Parent => _parent;

    /// <summary>The innermost one whose event is open.</summary>
    public static AmbientCall? OpenFrom(AmbientCall? entered)
    {
        while (entered is { Open: null })
        {
            entered = entered._parent;
        }

        return entered;
    }

    /// <summary>Records that the event has ended or was left, so that it is not current in any flow.</summary>
    public void End() => _call = null;
}
