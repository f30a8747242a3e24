using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>When and why a conversation ended, as its host reported, and its handoffs.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class EndContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    private static ConversationRecord Ended => Some.Opening() with { Revision = 1, EndedAt = Some.At(5), EndReason = EndReason.UserEnded };

    [Fact]
    public async Task An_end_reported_by_the_host_is_used_while_openings_are_open()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1));
        await ShouldHaveEndedAsync(null, null);

        await WriteAsync(Ended);
        await ShouldHaveEndedAsync(Some.At(5), EndReason.UserEnded);
    }

    [Fact]
    public async Task Later_openings_change_neither_the_end_nor_the_duration()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Ended, Some.Opening("longer") with { EndedAt = Some.At(9), EndReason = EndReason.Other },
            Some.Opening("shorter") with { ClosedAt = Some.At(4) });
        await WriteAsync(Some.Opening(Id, writer: 2) with { OpenedAt = Some.At(30) }, Some.Turn(2, Id, writer: 2) with { StartedAt = Some.At(30) });
        await ShouldHaveEndedAsync(Some.At(5), EndReason.UserEnded);

        await WriteAsync(
            Some.Opening(Id, writer: 2) with { OpenedAt = Some.At(30), Revision = 1, ClosedAt = Some.At(31) },
            Some.Opening(Id, writer: 3) with { OpenedAt = Some.At(32), EndedAt = Some.At(33), EndReason = EndReason.Failed });
        await ShouldHaveEndedAsync(Some.At(5), EndReason.UserEnded);
        foreach (bool withPii in (bool[])[true, false])
        {
            var byDuration = new ConversationQuery { Sort = ConversationSort.Duration, Ascending = true };
            (await ListAsync(byDuration, withPii)).Should().Equal("shorter", Id, "longer");
        }
    }

    [Fact]
    public async Task Any_opening_can_report_the_end_and_the_first_opening_wins()
    {
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(2) });
        await WriteAsync(Some.Opening(Id, writer: 2) with { OpenedAt = Some.At(30), EndedAt = Some.At(6), EndReason = EndReason.TimedOut });
        await ShouldHaveEndedAsync(Some.At(6), EndReason.TimedOut);

        await WriteAsync(Ended with { ClosedAt = Some.At(2) });
        await ShouldHaveEndedAsync(Some.At(5), EndReason.UserEnded);
    }

    [Fact]
    public async Task A_conversation_never_ends_before_it_began_even_if_clocks_differ()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1));
        await WriteAsync(Some.Opening(Id, writer: 2) with { OpenedAt = Some.At(-60), EndedAt = Some.At(-59), EndReason = EndReason.AgentEnded });

        await ShouldHaveEndedAsync(Some.At(0), EndReason.AgentEnded);
    }

    [Fact]
    public async Task Handoffs_are_stored_in_order_among_log_entries()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1, "before"), Some.Handoff(after: 1), Some.Entry(2, "between"),
            Some.Handoff(HandoffKind.Back, after: 2, minute: 1), Some.Metric(after: 2), Some.Handoff(after: 2, minute: 2) with { Person = null });
        await WriteAsync(Some.Handoff(after: 1) with { Destination = "another" });

        foreach (var read in (StoredConversation[])[await ReadAsync(), (await Store.ReadTurnsAsync(Id, PersonalData.All))!])
        {
            read.Logged.OfType<HandoffRecord>().Should().Equal(
                Some.Handoff(after: 1), Some.Handoff(HandoffKind.Back, after: 2, minute: 1), Some.Handoff(after: 2, minute: 2) with { Person = null });
        }

        (await ReadSummaryAsync()).Visible.LastActivityAt.Should().Be(Some.At(2));
        (await ReadAsync()).Logged.Should().HaveCount(6);
        (await Store.ReadLogAsync(new LogQuery(Id))).Logged.OfType<HandoffRecord>().Should().HaveCount(3);
    }

    [Fact]
    public async Task A_handover_between_agents_is_stored_but_is_not_a_handoff_of_the_conversation()
    {
        var handOver = Some.Handoff(HandoffKind.Agent, after: 1) with
        {
            FromAgent = "triage", Destination = "billing", Explanation = "My", TurnId = Some.TurnId(1),
        };
        await WriteAsync(Some.Opening(), Some.Turn(1), handOver, handOver with { Destination = "another" });

        (await ReadAsync()).Logged.Should().Equal(handOver);
        var reader = new ConversationReader(Store);
        foreach (bool handedOff in (bool[])[true, false])
        {
            (await reader.ListAsync(new Reader("ana", canReadPii: true), new ConversationQuery { HasHandoff = handedOff })).Conversations.Should()
                .HaveCount(handedOff ? 0 : 1);
        }
    }

    [Fact]
    public async Task Without_permission_a_handoff_is_shown_without_the_name_of_the_person()
    {
        await WriteAsync(Some.Opening(), Some.Handoff(), Some.Handoff(HandoffKind.Back, minute: 1));

        foreach (bool mayRead in (bool[])[true, false])
        {
            var view = (await new ConversationReader(Store).GetAsync(new Reader("ana", mayRead), Id))!;
            view.Handoffs.Select(static handoff => (handoff.Kind, handoff.Reason, handoff.Person?.Text)).Should().Equal(
                (HandoffKind.Off, "asked", mayRead ? "Ana" : "[redacted]"), (HandoffKind.Back, "asked", null));
        }
    }

    [Fact]
    public async Task The_name_of_the_person_expires_with_the_personal_data_and_the_rest_is_kept()
    {
        await WriteAsync(Ended, Some.Handoff());

        (await Store.ApplyRetentionAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) }, 10)).PersonalData.Should().Be(1);

        (await ReadAsync()).Logged.Should().Equal(Some.Handoff() with { Person = MaskedText.Redacted });
        await ShouldHaveEndedAsync(Some.At(5), EndReason.UserEnded);
    }

    private async Task ShouldHaveEndedAsync(DateTimeOffset? at, EndReason? reason)
    {
        var listed = (await Store.ListAsync(new ConversationQuery { Limit = 10 }, withPii: false)).Conversations
            .Single(static summary => string.Equals(summary.Conversation.ConversationId, Id, StringComparison.Ordinal));
        foreach (var summary in (StoredSummary[])[await ReadSummaryAsync(), (await ReadAsync()).Summary, listed])
        {
            (summary.ClosedAt, summary.Conversation.EndReason).Should().Be((at, reason));
        }
    }
}
