using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Hosting;

public sealed class HostRecordingTests
{
    private readonly InMemorySink _sink = new();
    private readonly FakeLogCollector _logs = new();

    [Theory]
    [InlineData(Recording.Full, Recording.Full, Recording.Full)]
    [InlineData(Recording.Full, Recording.Off, Recording.Off)]
    [InlineData(Recording.MetadataOnly, Recording.Full, Recording.MetadataOnly)]
    [InlineData(Recording.Off, Recording.MetadataOnly, Recording.Off)]
    [InlineData(Recording.Full, (Recording)7, Recording.MetadataOnly)]
    [InlineData((Recording)(-7), Recording.Full, Recording.MetadataOnly)]
    public void The_stricter_level_of_info_and_rule_applies(Recording byInfo, Recording byRule, Recording expected)
    {
        var factory = Host(_ => byRule);

        using var conversation = factory.Open(new ConversationInfo { Recording = byInfo });

        conversation.Recording.Should().Be(expected);
    }

    [Fact]
    public void The_rule_is_called_once_for_each_opening_with_its_info()
    {
        var asked = new List<string>();
        var factory = Host(info =>
        {
            asked.Add(info.Id);
            return Recording.Full;
        });

        using (var conversation = factory.Open(new ConversationInfo("a") { Channel = "voice" }))
        {
            using var turn = conversation.BeginTurn("hi");
            turn.Complete("hello");
        }

        factory.Open(new ConversationInfo("a")).Dispose();

        asked.Should().Equal("a", "a");
    }

    [Fact]
    public void A_throwing_rule_records_no_text_and_is_reported_once_without_its_message()
    {
        var factory = Host(static _ => throw new InvalidOperationException("secret of the rule"));

        for (int i = 0; i < 3; i++)
        {
            using var conversation = factory.Open(new ConversationInfo());
            conversation.Recording.Should().Be(Recording.MetadataOnly);
            conversation.Log.Info("secret");
        }

        _sink.Entries.Should().HaveCount(3).And.OnlyContain(static entry => entry.Content == "[not recorded]");
        _logs.GetSnapshot().Where(static line => line.Level == LogLevel.Error).Should().ContainSingle().Which.Message.Should()
            .Be("ConvLogOptions.RecordingRule failed with System.InvalidOperationException: the conversation is recorded without text. Further failures are not "
                + "reported.");
    }

    [Fact]
    public void A_throwing_rule_does_not_loosen_the_level_of_the_info()
    {
        using var conversation = Host(static _ => throw new InvalidOperationException()).Open(new ConversationInfo { Recording = Recording.Off });

        conversation.Recording.Should().Be(Recording.Off);
    }

    [Theory]
    [InlineData(Recording.MetadataOnly)]
    [InlineData(Recording.Off)]
    public void A_later_opening_in_the_same_process_keeps_the_stricter_level(Recording first)
    {
        var factory = Host(rule: null);
        factory.Open(new ConversationInfo("a") { Recording = first }).Dispose();

        using var again = factory.Open(new ConversationInfo("a"));
        using var other = factory.Open(new ConversationInfo("b"));

        again.Recording.Should().Be(first);
        other.Recording.Should().Be(Recording.Full);
    }

    [Fact]
    public void An_open_conversation_keeps_its_level_while_the_rule_changes()
    {
        var level = Recording.MetadataOnly;
        var factory = Host(_ => level);
        using var conversation = factory.Open(new ConversationInfo("a"));
        level = Recording.Full;

        conversation.Log.Info("secret");

        conversation.Recording.Should().Be(Recording.MetadataOnly);
        _sink.Entries.Should().ContainSingle().Which.Content.Should().Be("[not recorded]");
    }

    private IConversationFactory Host(Func<ConversationInfo, Recording>? rule)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_logs)));
        services.AddConvLog(options =>
        {
            options.Sinks.Add(_sink);
            options.RecordingRule = rule;
        });
        return services.BuildServiceProvider().GetRequiredService<IConversationFactory>();
    }
}
