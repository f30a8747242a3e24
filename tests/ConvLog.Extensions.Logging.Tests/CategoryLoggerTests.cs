using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace ConvLog.Extensions.Logging.Tests;

/// <summary><see cref="ILogger"/> calls as entries of a conversation.</summary>
public sealed partial class CategoryLoggerTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly List<ServiceProvider> _hosts = [];

    public CategoryLoggerTests()
    {
        _conversation = new Conversation(new ConversationInfo("c"), _sink);
        _current = _conversation.MakeCurrent();
    }

    private LogEntry Entry => _sink.Entries.Should().ContainSingle().Subject;

    [Fact]
    public void A_call_is_an_entry_of_the_function_event_with_the_template_and_typed_fields()
    {
        using var call = _conversation.BeginFunction("find_guest");
        Logger().LogInformation(new EventId(7, "Looked"), "Looking for guest {Id} in {Elapsed} ms, {IsVip}", 42, 1.5, true);

        Entry.FunctionEvent.Should().BeSameAs(call);
        Entry.Content.Should().Be("Looking for guest {Id} in {Elapsed} ms, {IsVip}");
        Entry.Level.Should().Be(EntryLevel.Info);
        Entry.IsPii.Should().BeFalse();
        Entry.Fields.Select(static field => (field.Key, field.Value, field.IsPii)).Should().Equal(
            ("category", "Shop.Guests", false), ("event", "Looked", false), ("Id", 42, false), ("Elapsed", 1.5, false), ("IsVip", true, false));
    }

    [Fact]
    public void A_text_is_masked_and_other_types_are_visible()
    {
        Logger().LogInformation("{Name} {Day} {Place} {Numbers}", "Ada", DayOfWeek.Friday, new Uri("https://x.example/ada"), new[] { 1 });

        Entry.Fields.Where(static field => field.IsPii).Select(static field => field.Key).Should().Equal("Name", "Place", "Numbers");
        Entry.Fields["Name"].Should().Be("Ada", "it is masked for readers without the permission, and kept");
    }

    [Fact]
    public void The_host_decides_which_values_are_visible_and_a_throwing_rule_masks()
    {
        var logger = Logger(static options => options.IsVisible = static (key, _)
            => key is "Sku" || (key is "Broken" ? throw new InvalidOperationException() : false));
        logger.LogInformation("{Sku} {Count} {Broken}", "A-1", 3, "x");

        Entry.Fields.Where(static field => field.IsPii).Select(static field => field.Key).Should().Equal("Count", "Broken");
    }

    [Fact]
    public void A_message_composed_at_run_time_is_personal()
    {
        string name = string.Concat("A", "da");
#pragma warning disable CA2254 // The mistake under test.
        Logger().LogInformation($"Hello {name}");
#pragma warning restore CA2254

        Entry.IsPii.Should().BeTrue();
        Entry.Content.Should().Be("Hello Ada");
    }

    [Fact]
    public void The_text_of_a_possibly_composed_template_is_a_personal_field()
    {
        // Like a literal of an assembly that does not intern its strings.
        string template = new(['F', 'o', 'u', 'n', 'd', ' ', '{', 'N', '}', ' ', Convert.ToChar(120)]);
#pragma warning disable CA2254
        Logger().LogInformation(template, 5);
#pragma warning restore CA2254

        Entry.IsPii.Should().BeFalse();
        Entry.Content.Should().Be("Log message");
        Entry.Fields.TryGetField("message", out var message).Should().BeTrue();
        message.IsPii.Should().BeTrue();
        message.Value.Should().Be("Found 5 x");
        Entry.Fields["N"].Should().Be(5);
    }

    [Fact]
    public void A_state_of_another_type_is_personal()
    {
        Logger().Log(LogLevel.Warning, default, 42, exception: null, static (state, _) => $"state {state}");

        Entry.IsPii.Should().BeTrue();
        Entry.Content.Should().Be("state 42");
    }

    [Fact]
    public void Generated_code_works_unchanged()
    {
        Found(Logger(), 3, "Ada");

        Entry.Content.Should().Be("Found {Count} guests for {Name}");
        Entry.Fields["Count"].Should().Be(3);
        Entry.Fields["event"].Should().Be("Found");
    }

    [Theory]
    [InlineData(LogLevel.Trace, null)]
    [InlineData(LogLevel.Debug, null)]
    [InlineData(LogLevel.Information, EntryLevel.Info)]
    [InlineData(LogLevel.Warning, EntryLevel.Warning)]
    [InlineData(LogLevel.Error, EntryLevel.Error)]
    [InlineData(LogLevel.Critical, EntryLevel.Error)]
    [InlineData(LogLevel.None, null)]
    public void Levels_are_those_of_entries_and_Debug_is_off(LogLevel level, EntryLevel? expected)
    {
        var logger = Logger();
        logger.Log(level, "m");

        logger.IsEnabled(level).Should().Be(expected is not null);
        _sink.Entries.Select(static entry => (EntryLevel?)entry.Level).Should().Equal(expected is null ? [] : [expected]);
    }

    [Fact]
    public void Debug_can_be_turned_on()
    {
        Logger(static options => options.MinLevel = LogLevel.Debug).LogDebug("m");
        Entry.Level.Should().Be(EntryLevel.Info);
    }

    [Fact]
    public void An_exception_is_kept_with_its_type_visible_and_its_message_personal()
    {
        Logger().LogError(new InvalidOperationException("no Ada"), "CRM said {Status}", 409);

        Entry.Fields.Where(static field => field.IsPii).Should().Contain(static field => Equals(field.Value, "no Ada"));
        Entry.ToJson(EntryJsonMode.Redacted).Should().Contain("System.InvalidOperationException").And.NotContain("Ada");
    }

    [Fact]
    public void Values_of_scopes_are_fields_and_the_inner_one_counts()
    {
        var logger = Logger();
        using (logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Order"] = 1, ["Tenant"] = 9, ["Id"] = 1 }))
        using (logger.BeginScope("Order {Order}", 2))
        using (logger.BeginScope("plain"))
        {
            logger.LogInformation("m {Id}", 3);
        }

        Entry.Fields.Select(static field => (field.Key, field.Value, field.IsPii)).Should().Equal(
            ("category", "Shop.Guests", false), ("Id", 3, false), ("Tenant", 9, false), ("Order", 2, false), ("scope", "plain", true));
    }

    [Fact]
    public void Scopes_can_be_left_out()
    {
        var logger = Logger(static options => options.IncludeScopes = false);
        using (logger.BeginScope("Order {Order}", 2))
        {
            logger.LogInformation("m");
        }

        Entry.Fields.ContainsKey("Order").Should().BeFalse();
    }

    [Theory]
    [InlineData("Shop", true)]
    [InlineData("Microsoft.Hosting.Lifetime", false)]
    [InlineData("System.Net.Http.HttpClient.crm", false)]
    [InlineData("Microsoftware", true)]
    [InlineData("ConvLog", false)]
    [InlineData("ConvLog.Security", false)]
    public void Categories_of_frameworks_and_of_ConvLog_are_not_logged(string category, bool isEntry)
    {
        Logger(category: category).LogInformation("m");
        _sink.Entries.Should().HaveCount(isEntry ? 1 : 0);
    }

    [Theory]
    [InlineData("Shop.Orders", true)]
    [InlineData("Shop", true)]
    [InlineData("Shopping", false)]
    [InlineData("System.Net.Http", true)]
    [InlineData("ConvLog", false)]
    public void Only_the_named_categories_are_logged(string category, bool isEntry)
    {
        var logger = Logger(
            static options =>
            {
                options.Categories.Add("Shop");
                options.Categories.Add("System.Net");
                options.Categories.Add("ConvLog");
            },
            category);
        logger.LogInformation("m");
        _sink.Entries.Should().HaveCount(isEntry ? 1 : 0);
    }

    [Fact]
    public void A_call_outside_a_conversation_does_nothing()
    {
        _current.Dispose();
        var logger = Logger();
        logger.LogInformation("m");

        logger.IsEnabled(LogLevel.Error).Should().BeFalse();
        _sink.Entries.Should().BeEmpty();
    }

    [Fact]
    public void Messages_logged_by_a_sink_are_not_entries()
    {
        ILogger? logger = null;
        var sink = new LoggingSink(() => logger);
        using var conversation = new Conversation(new ConversationInfo("looping"), new FanOutSink(sink, _sink));
        using var current = conversation.MakeCurrent();
        logger = Logger();
        logger.LogInformation("m");
        conversation.Log.Info("direct");

        _sink.Entries.Select(static entry => entry.Content).Should().Equal(["m", "direct", "of the sink"], "once at most, and not again for its own entry");
    }

    [Fact]
    public void Together_with_LogToLogger_each_call_is_one_entry()
    {
        var host = Host(services => services.AddConvLog(options =>
        {
            options.Sinks.Add(_sink);
            options.LogToLogger = true;
        }));
        using var conversation = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("both"));
        using var current = conversation.MakeCurrent();
        host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop").LogInformation("from ILogger");
        conversation.Log.Info("from conv.Log");

        _sink.Entries.Select(static entry => entry.Content).Should().Equal("from ILogger", "from conv.Log");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Together_with_LogToLogger_each_call_is_one_line_of_the_hosts_log(bool isQueued)
    {
        var lines = new FakeLogCollector();
        var host = Host(services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(lines))).AddConvLog(options =>
            options.LogToLogger = !isQueued));
        await using var queue = new BackgroundSink(new LoggerSink(host.GetRequiredService<ILoggerFactory>().CreateLogger("ConvLog")));
        await using var conversation = isQueued
            ? new Conversation(new ConversationInfo("both"), queue) : host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("both"));
        using var current = conversation.MakeCurrent();
        var logger = host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop");
        logger.LogInformation("Saved {Id}", 42);
        conversation.Log.Info("from conv.Log");
        logger.LogWarning("Slow: {Elapsed} ms", 1.5);
        await conversation.FlushAsync();

        lines.GetSnapshot().Select(static line => line.Message).Should().BeEquivalentTo("Saved 42", "from conv.Log", "Slow: 1.5 ms");
    }

    [Fact]
    public void How_a_template_captures_a_value_is_no_part_of_its_name()
    {
        var logger = Logger();
        using var scope = logger.BeginScope("{@Order}", 7);
        logger.LogInformation("{@Guest} {$Place} {@} {Plain}", new { Name = "Ada" }, "bar", 1, 2);

        Entry.Fields.Select(static field => field.Key).Should().Equal("category", "Guest", "Place", "@", "Plain", "Order");
        Entry.Fields["Guest"].Should().BeOfType<JsonElement>().Which.GetProperty("Name").GetString().Should().Be("Ada");
    }

    [Fact]
    public void Registered_twice_it_makes_one_entry_with_the_later_options()
    {
        var host = new ServiceCollection().AddLogging(static logging => logging.AddConvLog().AddConvLog(static options => options.MinLevel = LogLevel.Error))
            .BuildServiceProvider();
        _hosts.Add(host);
        var logger = host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop");
        logger.LogWarning("no");
        logger.LogError("yes");

        Entry.Content.Should().Be("yes");
    }

    [Fact]
    public void A_filter_of_the_host_applies()
    {
        var host = Host(static services => services.AddLogging(static logging => logging.AddFilter("Shop.Guests", LogLevel.Error)));
        host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Guests").LogWarning("no");
        _sink.Entries.Should().BeEmpty();
    }

    public void Dispose()
    {
        _hosts.ForEach(static host => host.Dispose());
        _current.Dispose();
        _conversation.Dispose();
    }

    [LoggerMessage(1, LogLevel.Information, "Found {Count} guests for {Name}")]
    private static partial void Found(ILogger logger, int count, string name);

    private ILogger Logger(Action<ConversationLoggerOptions>? configure = null, string category = "Shop.Guests")
        => Host(services => services.AddLogging(logging
            => logging.SetMinimumLevel(LogLevel.Trace).AddConvLog(configure))).GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private ServiceProvider Host(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.AddConvLog());
        configure(services);
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host;
    }

    private sealed class LoggingSink(Func<ILogger?> logger) : ILogSink
    {
        public void Emit(LogEntry entry)
        {
            if (!string.Equals(entry.Content, "of the sink", StringComparison.Ordinal))
            {
                logger()?.LogInformation("of the sink");
            }
        }
    }
}
