namespace ConvLog.Tests.Schedules;

/// <summary>An async flow: what it entered, the innermost last.</summary>
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

    /// <summary>Leaves an event, and in this flow the events entered inside it, which nobody left.</summary>
    public void Leave(Entered entered)
    {
        int at = entered.IsLive ? _entered.IndexOf(entered) : -1;
        if (at >= 0 && entered.Call is { } left)
        {
            _entered = [.. _entered.Where((other, index) => index < at || other.Call is null || other.Call.Opening != left.Opening)];
        }

        entered.Leave();
    }

    /// <summary>The innermost event of an opening that is open in this flow.</summary>
    public ModelCallEvent? CurrentCall(ModelOpening opening)
        => _entered.FindLast(entered => entered.IsLive && entered.Call?.Opening == opening)?.Call;

    /// <summary>The turn outside of events: the one that this flow entered last, else the newest that is open.</summary>
    public ModelTurn? OpenTurn(ModelOpening opening)
        => opening.HasEnded ? null : _entered.FindLast(entered => entered.IsLive && entered.Turn?.Opening == opening)?.Turn ?? opening.NewestOpen;
}
