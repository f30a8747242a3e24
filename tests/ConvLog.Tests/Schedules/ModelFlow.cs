namespace ConvLog.Tests.Schedules;

/// <summary>The model of an async flow: the turns and events it entered, innermost last.</summary>
internal sealed class ModelFlow
{
    private List<Entered> _entered = [];

    public ModelFlow Fork() => new() { _entered = [.. _entered] };

    public Entered Enter(ModelTurn? turn, ModelCallEvent? call)
    {
        var entered = new Entered(turn, call);
        _entered.Add(entered);
        return entered;
    }

    /// <summary>Leaves an event, and the events that this flow entered inside it and did not leave.</summary>
    public void Leave(Entered entered)
    {
        int at = entered.IsLive ? _entered.IndexOf(entered) : -1;
        if (at >= 0 && entered.Call is { } left)
        {
            _entered = [.. _entered.Where((other, index) => index < at || other.Call is null || other.Call.Opening != left.Opening)];
        }

        entered.Leave();
    }

    /// <summary>The innermost open event of an opening in this flow.</summary>
    public ModelCallEvent? CurrentCall(ModelOpening opening)
        => _entered.FindLast(entered => entered.IsLive && entered.Call?.Opening == opening)?.Call;

    /// <summary>The turn outside events: the last one that this flow entered, or otherwise the newest open one.</summary>
    public ModelTurn? OpenTurn(ModelOpening opening)
        => opening.HasEnded ? null : _entered.FindLast(entered => entered.IsLive && entered.Turn?.Opening == opening)?.Turn ?? opening.NewestOpen;
}
