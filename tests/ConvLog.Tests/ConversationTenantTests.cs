using ConvLog.Hosting;
using ConvLog.Openings;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests;

/// <summary>
/// Opening one ID for two tenants throws at once if the first is still open; otherwise the store refuses the second, and no other record is lost.
/// </summary>
public sealed class ConversationTenantTests
{
    private static readonly ConversationInfo s_owner = new("conv-777") { AgentId = "bookings", AccountId = "acme", ProjectId = "p1" };

    [Fact]
    public async Task While_a_conversation_is_open_its_id_cannot_be_opened_for_another_account_or_project()
    {
        await using var services = new ServiceCollection().AddConvLog().AddConvLogStorage().BuildServiceProvider();
        var factory = services.GetRequiredService<IConversationFactory>();
        using (factory.Open(s_owner))
        {
            foreach (var other in (ConversationInfo[])[new("conv-777") { AccountId = "globex" }, new("conv-777") { AccountId = "ACME" },
                new("conv-777") { ProjectId = "p2" }])
            {
                factory.Invoking(f => f.Open(other)).Should().Throw<InvalidOperationException>().WithMessage("*\"conv-777\"*another account, project or agent*")
                    .Which.Message.Should().NotContainAny("acme", "p1", "bookings");
            }

            factory.Open(new ConversationInfo("conv-777")).Dispose();
            factory.Open(new ConversationInfo("conv-777") { AgentId = "bookings", AccountId = "acme" }).Dispose();
            factory.Open(new ConversationInfo("conv-778") { AccountId = "globex" }).Dispose();
        }

        await using (factory.Open(new ConversationInfo("conv-777") { AccountId = "globex" }))
        {
            // The first one is now known to the store only.
        }

        var sink = services.GetRequiredService<StoreSink>();
        (await sink.FlushAsync()).Should().Match<FlushResult>(static result => result.Records.Pending == 0 && result.Records.Dropped > 0);
        sink.Drops.Keys.Should().Equal(SinkDropReason.WriterRefused);
        (await services.GetRequiredService<IConversationStore>().ReadSummaryAsync("conv-777"))!.Conversation.AccountId.Should().Be("acme");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_agent_is_refused_unless_agents_may_hand_over(bool allowsHandover)
    {
        await using var services = new ServiceCollection().AddConvLog(options => options.AllowAgentHandover = allowsHandover).AddConvLogStorage()
            .BuildServiceProvider();
        var factory = services.GetRequiredService<IConversationFactory>();
        await using (factory.Open(s_owner))
        {
        }

        await using (var second = factory.Open(new ConversationInfo("conv-777") { AgentId = "weather", AccountId = "acme", ProjectId = "p1" }))
        {
            second.Log.Info("of the second agent");
        }

        (await services.GetRequiredService<StoreSink>().FlushAsync()).Records.Dropped.Should().Be(allowsHandover ? 0 : 3, "opening, entry and end");
        (await services.GetRequiredService<IConversationStore>().ReadAsync("conv-777"))!.Logged.Should().HaveCount(allowsHandover ? 1 : 0);
    }

    [Fact]
    public void Where_the_store_is_made_with_the_hosts_options_another_agent_is_an_error_at_once()
    {
        var sink = new InMemorySink();
        var strict = new ConversationFactory(sink, new ConversationOptions());
        var lenient = new ConversationFactory(sink, new ConversationOptions(), agentsMayDiffer: true);
        var other = new ConversationInfo("conv-777") { AgentId = "weather", AccountId = "acme" };

        using (strict.Open(s_owner))
        {
            strict.Invoking(f => f.Open(other)).Should().Throw<InvalidOperationException>();
        }

        strict.Open(other).Dispose();
        using (lenient.Open(s_owner))
        {
            lenient.Open(other).Dispose();
        }
    }

    [Fact]
    public void Ended_conversations_are_forgotten()
    {
        var open = new OpenConversations(agentsMayDiffer: false);
        var sink = new InMemorySink();
        for (int i = 0; i < 10_000; i++)
        {
            using var conversation = new Conversation(new ConversationInfo($"conv-{i}"), sink);
            open.Add(conversation);
        }

        open.Count.Should().BeLessThan(2_000);
    }
}
