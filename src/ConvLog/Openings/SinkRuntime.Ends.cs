using ConvLog.Records;

namespace ConvLog.Openings;

/// <content>Hand-offs, and the reason and time of the conversation's end.</content>
internal sealed partial class SinkRuntime
{
    private Handoff? _handoff;
    private (DateTimeOffset At, EndReason Reason)? _end;

    public void HandOff(string? destination, string? reason, string? person) => Guarded(() =>
    {
        string to = Capture.KeepsText ? Capture.Name(destination) : MaskedText.NotRecorded;
        _handoff = new Handoff(to, Capture.FreeText(reason), CurrentFunction?.Id);
        RecordOpening();
        RecordHandoff(HandoffKind.Off, to, reason, person);
    });

    public void HandBack(string? reason) => Guarded(() => RecordHandoff(HandoffKind.Back, destination: "", reason, person: null));

    public override void HandOver(Turn turn, string? from, string? to, string? reason, string? explanation) => Guarded(
        () =>
        {
            if (!turn.TryCountHandOver())
            {
                Drop(turn.Buffer, LossReason.EntryLimit, isPii: false, cause: null);
                return;
            }

            Sink.Record(HandoffOf(HandoffKind.Agent, turn, FunctionIn(turn), Capture.Name(to), reason) with
            {
                FromAgent = Capture.Name(from),
                Explanation = Capture.FreeText(explanation),
            });
        },
        within: turn);

    public void End(EndReason reason, DateTimeOffset? at) => Guarded(() =>
    {
        var now = Time.GetUtcNow();
        lock (_lock)
        {
            if (_end is not null)
            {
                return;
            }

            // A clock that is ahead, such as a carrier's, must not end the conversation in the future.
            _end = (at is { } told && told < now ? told.ToUniversalTime() : now, Enum.IsDefined(reason) ? reason : EndReason.Other);
        }

        RecordOpening();
    });

    private void RecordHandoff(HandoffKind kind, string destination, string? reason, string? person)
    {
        var (turn, call) = TurnAndCallOf(OpenScope);
        Sink.Record(HandoffOf(kind, turn, call, destination, reason) with { Person = Capture.FreeText(person) });
    }

    private HandoffRecord HandoffOf(HandoffKind kind, Turn? turn, FunctionEvent? call, string destination, string? reason) => new()
    {
        ConversationId = Writer.ConversationId,
        WriterId = Writer.Id,
        Sequence = Writer.LastSequence,
        Id = Writer.NewId(),
        TurnId = turn?.Id,
        FunctionEventId = call?.Id,
        Timestamp = Time.GetUtcNow(),
        Kind = kind,
        Destination = destination,
        Reason = Capture.FreeText(reason),
    };

    // The end and the hand-off are read and written under the lock, so that a higher revision always contains at least as much.
    private void RecordOpening()
    {
        var sink = Sink;
        ConversationRecord opening;
        lock (_lock)
        {
            opening = _opening.Record with
            {
                Revision = ++_openingRevision,
                Handoff = _handoff,
                ClosedAt = _closedAt,
                EndedAt = _end?.At,
                EndReason = _end?.Reason,
            };
        }

        sink.Record(opening);
    }
}
