using ConvLog.Functions;

namespace ConvLog.Openings;

/// <summary>
/// The turns of an opening that are open or wait, and those that later calls can still find. Changed under the lock of <see cref="OpenWork"/>; its newest and
/// latest turn may be read on any thread.
/// </summary>
internal sealed class OpenTurns
{
    private readonly List<Turn> _open = [];
    private readonly List<Turn> _waiting = []; // They do not delay the conversation's end.
    private NamedTurns? _named;
    private volatile Turn? _newest;
    private volatile Turn? _latest;
    private volatile bool _haveOverlap;
    private int _ordinal;

    /// <summary>The newest turn that is open, otherwise that waits; null if there is none.</summary>
    public Turn? Newest => _newest;

    /// <summary>The newest turn, open or ended; null before the first and after the conversation's end.</summary>
    public Turn? Latest => _latest;

    /// <summary>Whether several turns are open or wait, so that the flow determines the current one.</summary>
    public bool HaveOverlap => _haveOverlap;

    public int OpenCount => _open.Count;

    public Turn[] Open => [.. _open];

    public Turn[] Waiting => [.. _waiting];

    public int NextOrdinal() => ++_ordinal;

    /// <summary>The turn with an ID of the host; null if it is unknown or no longer in memory.</summary>
    public Turn? FindNamed(string? id) => id is null ? null : _named?.Find(id);

    /// <summary>The turn with an ID; null if it is unknown or no longer in memory.</summary>
    public Turn? Find(string id)
        => FindNamed(id) ?? _open.Find(turn => IsCalled(turn, id)) ?? _waiting.Find(turn => IsCalled(turn, id))
            ?? (_latest is { } latest && IsCalled(latest, id) ? latest : null);

    /// <summary>The newest waiting turn that matches a choice; null if there is none.</summary>
    public Turn? FindWaiting(TurnChoice choice) => _waiting.FindLast(turn => choice.Id is { } id ? IsCalled(turn, id) : choice.Answers(turn.WaitsFor));

    public void Add(Turn turn)
    {
        _open.Add(turn);
        Changed();
        _latest = turn; // Set after the newest: a reader that finds no open turn takes the latest for one that has ended.
        if (turn.Info?.Id is not null)
        {
            (_named ??= new NamedTurns()).Add(turn);
        }
    }

    /// <summary>Records that a turn waits; does nothing if it is not open.</summary>
    public void Wait(Turn turn) => Move(turn, _open, _waiting);

    /// <summary>Records that a turn no longer waits; false if it does not wait.</summary>
    public bool Continue(Turn turn) => Move(turn, _waiting, _open);

    /// <summary>Removes a turn; false if it is neither open nor waiting.</summary>
    public bool Remove(Turn turn)
    {
        bool isRemoved = _open.Remove(turn) || _waiting.Remove(turn);
        Changed();
        return isRemoved;
    }

    public void RemoveOpen()
    {
        _open.Clear();
        Changed();
    }

    /// <summary>Removes waiting and ended turns at the conversation's end.</summary>
    public void Close()
    {
        _waiting.Clear();
        (_latest, _named) = (null, null);
    }

    private bool Move(Turn turn, List<Turn> from, List<Turn> to)
    {
        if (!from.Remove(turn))
        {
            return false;
        }

        to.Add(turn);
        Changed();
        return true;
    }

    private void Changed()
    {
        _newest = _open.LastOrDefault() ?? _waiting.LastOrDefault();
        _haveOverlap = _open.Count + _waiting.Count > 1;
    }

    private static bool IsCalled(Turn turn, string id) => string.Equals(turn.Id, id, StringComparison.Ordinal);
}
