using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Openings;

/// <content>Later changes to turns that this opening may not have.</content>
internal sealed partial class SinkRuntime
{
    /// <summary>The turn of this opening with an ID, if it is still in memory; null if there is none.</summary>
    public Turn? FindTurn(string id)
    {
        lock (_lock)
        {
            return _named?.Find(id) ?? _openTurns.Find(turn => IsCalled(turn, id)) ?? _waitingTurns.Find(turn => IsCalled(turn, id))
                ?? (_latestTurn is { } latest && IsCalled(latest, id) ? latest : null);
        }
    }

    /// <summary>How the store's sink resolves a turn; null for a turn of this opening.</summary>
    public TurnChoice? ChoiceOf(string id) => FindTurn(id) is null ? new TurnChoice(Id: id) : null;

    /// <summary>Records a change to a turn that this opening does not have.</summary>
    /// <param name="turnId">The turn's ID.</param>
    /// <param name="tell">Adds the change to the record.</param>
    public void Change(string turnId, Func<TurnChangeRecord, EntryCapture, TurnChangeRecord> tell) => Guarded(() => Sink.Record(tell(
        new TurnChangeRecord
        {
            ConversationId = Writer.ConversationId,
            GivenBy = Writer.Id,
            Id = Writer.NewId(),
            TurnId = turnId,
            Choice = new TurnChoice(Id: turnId),
            CreatedAt = NextMoment(),
            UtterancesArePersonal = new EqualityNeutral(UtterancesArePersonal),
        },
        Capture)));

    private static bool IsCalled(Turn turn, string id) => string.Equals(turn.Id, id, StringComparison.Ordinal);
}
