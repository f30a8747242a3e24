namespace ConvLog.Functions;

/// <summary>
/// A function event as the async flows hold it that entered it. A timer or a captured flow can outlive the event by far: once that has ended, or was left, this
/// holds none of what was logged in it.
/// </summary>
internal sealed class AmbientCall
{
    private volatile FunctionEvent? _call;
    private volatile AmbientCall? _parent;

    /// <param name="call">The event.</param>
    /// <param name="parent">What the flow had entered before; null for nothing.</param>
    public AmbientCall(FunctionEvent call, AmbientCall? parent)
    {
        _call = call;
        _parent = OpenFrom(parent);

        // In a long-lived flow, such as an event loop, the chain is no longer than the number of open events.
        _parent?._parent = OpenFrom(_parent._parent);
    }

    /// <summary>The event while it is open and not left; null from then on.</summary>
    public FunctionEvent? Open => _call is { IsOpen: true } open ? open : null;

    /// <summary>The id of an event that the flow began and that has ended; null before that.</summary>
    public string? EndedId { get; set; }

    public AmbientCall? Parent => _parent;

    /// <summary>The innermost whose event is open.</summary>
    public static AmbientCall? OpenFrom(AmbientCall? entered)
    {
        while (entered is { Open: null })
        {
            entered = entered._parent;
        }

        return entered;
    }

    /// <summary>Says that the event has ended or was left: it is current in no flow by this.</summary>
    public void End() => _call = null;
}
