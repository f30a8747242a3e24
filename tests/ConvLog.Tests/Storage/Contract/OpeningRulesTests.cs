using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Contract;

public sealed class OpeningRulesTests
{
    [Fact]
    public async Task A_later_opening_with_fewer_values_keeps_the_earlier_ones()
    {
        await using var session = new StoredSession();
        await using (var first = session.Open(new ConversationInfo("conv-42")
        {
            AgentId = "bookings",
            Channel = "voice",
            UserId = "ada",
            FromNumber = "+15550100",
            Language = "en-GB",
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "gold" },
        }))
        {
            first.HandOff("Front desk");
        }

        await using (session.Open(new ConversationInfo("conv-42") { Language = "de-DE" }))
        {
        }

        var view = await session.Reader().GetAsync(StoredSession.Permitted, "conv-42", "bookings");
        view!.Summary.User!.Value.Text.Should().Be("ada");
        view.Summary.FromNumber!.Value.Text.Should().Be("+15550100");
        view.Summary.Channel.Should().Be("voice");
        view.Summary.Language.Should().Be("de-DE");
        view.Summary.Handoff!.Destination.Should().Be("Front desk");
        view.Attributes["tier"].Should().Be("gold");
        (await session.Reader().ListAsync(StoredSession.Permitted, new ConversationQuery { AgentId = "bookings" })).Conversations.Should().ContainSingle();
    }

    [Fact]
    public async Task Setting_state_is_activity()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        session.Clock.Advance(TimeSpan.FromMinutes(29));
        conv.SetState("step", 2);
        await conv.FlushAsync();
        session.Clock.Advance(TimeSpan.FromMinutes(29));

        (await session.Reader().GetAsync(StoredSession.Other, "conv-42"))!.Summary.InProgress.Should().BeTrue();
    }
}
