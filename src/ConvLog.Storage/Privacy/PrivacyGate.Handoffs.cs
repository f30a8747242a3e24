using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Privacy;

internal sealed partial class PrivacyGate
{
    // Handoffs logged in the turn itself take effect after it, because its answer announces them. After a handover between agents, an agent still answers.
    private static TurnView Answered(TurnView turn, List<HandoffRecord> inOrder, Reader reader)
        => inOrder.FindLast(handoff => handoff.Kind != HandoffKind.Agent && handoff.Timestamp <= turn.StartedAt
            && !string.Equals(handoff.TurnId, turn.Id, StringComparison.Ordinal))
            is { Kind: HandoffKind.Off } last
            ? turn with { IsAnsweredByPerson = true, AnsweredBy = Masked(last.Person, PrivacyClass.Personal, reader) } : turn;

    private static HandoffView View(HandoffRecord handoff, Reader reader) => new()
    {
        Kind = handoff.Kind,
        FromAgent = handoff.FromAgent,
        Destination = handoff.Kind == HandoffKind.Back ? null : handoff.Destination,
        Reason = handoff.Reason,
        Explanation = Masked(handoff.Explanation, PrivacyClass.Personal, reader),
        Person = Masked(handoff.Person, PrivacyClass.Personal, reader),
        At = handoff.Timestamp,
        TurnId = handoff.TurnId,
        FunctionEventId = handoff.FunctionEventId,
    };
}
