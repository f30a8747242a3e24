using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Buffering;
using Microsoft.Extensions.Diagnostics.Enrichment;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Extensions.Logging.Tests;

/// <summary>Calls that <c>AddGlobalBuffer</c> of Microsoft.Extensions.Telemetry buffers and writes outside the flow that made them.</summary>
public sealed class LogCallPlaceTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Warnings _warnings = new();
    private readonly List<ServiceProvider> _hosts = [];

    [Fact]
    public void A_buffered_call_is_an_entry_of_the_function_event_in_which_it_was_made()
    {
        var host = Host();
        var later = new LateClock();
        using var first = new Conversation(new ConversationInfo("first"), _sink, new ConversationOptions { TimeProvider = later });
        using var second = new Conversation(new ConversationInfo("second"), _sink, new ConversationOptions { TimeProvider = later });
        using var current = first.MakeCurrent();
        using var turn = first.BeginTurn("hello");
        var before = TimeProvider.System.GetUtcNow();
        using var call = first.BeginFunction("find_guest");
        Log(host).LogInformation(new EventId(7, "Looked"), "Looking for {Name}, {Id}", "Ada", 42);
        var after = TimeProvider.System.GetUtcNow();
        _sink.Entries.Should().BeEmpty();
        using (second.MakeCurrent())
        {
            Flush(host);
        }

        var entry = _sink.Entries.Should().ContainSingle().Subject;
        (entry.ConversationId, entry.FunctionEvent).Should().Be(("first", call));
        entry.Timestamp.Should().BeOnOrAfter(before).And.BeOnOrBefore(after);
        (entry.Content, entry.IsPii, entry.Level).Should().Be(("Looking for {Name}, {Id}", false, EntryLevel.Info));
        entry.Fields.Select(static field => (field.Key, field.Value, field.IsPii)).Should().Equal(
            ("category", "Shop.Guests", false), ("event", "Looked", false), ("Name", "Ada", true), ("Id", "42", true));
        _warnings.Texts.Should().BeEmpty();
    }

    [Fact]
    public void A_buffered_call_of_an_ended_turn_is_a_late_entry_of_it()
    {
        var host = Host();
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        Turn turn;
        using (turn = conversation.BeginTurn("one"))
        {
            Log(host).LogInformation("m");
        }

        using var next = conversation.BeginTurn("two");
        Flush(host);

        var entry = _sink.Entries.Should().ContainSingle().Subject;
        entry.Turn.Should().BeSameAs(turn);
        entry.Fields["after"].Should().Be(turn.Id);
    }

    [Fact]
    public async Task A_buffered_call_is_an_entry_of_its_reopened_conversation()
    {
        var host = Host();
        var conversations = host.GetRequiredService<IConversationFactory>();
        string turn = await InFirstRequestAsync(conversations, host);
        await using var other = conversations.Open(new ConversationInfo("other"));
        await using var again = conversations.Open(new ConversationInfo("c"));
        using var current = other.MakeCurrent();
        Flush(host);

        var entry = _sink.Entries.Should().ContainSingle().Subject;
        (entry.ConversationId, entry.Fields["after"]).Should().Be(("c", turn));
    }

    [Fact]
    public async Task A_buffered_call_is_counted_and_reported_once_its_conversation_has_ended()
    {
        var host = Host();
        var conversations = host.GetRequiredService<IConversationFactory>();
        await InFirstRequestAsync(conversations, host);
        await using var other = conversations.Open(new ConversationInfo("other"));
        using var current = other.MakeCurrent();
        Flush(host);

        _sink.Entries.Should().BeEmpty();
        _warnings.Texts.Should().ContainSingle().Which.Should().StartWith("Buffered log calls: 1.");
    }

    [Fact]
    public void A_buffered_call_does_not_keep_its_conversation_in_memory()
    {
        var host = Host();
        var conversation = LogAndForget(host);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        conversation.TryGetTarget(out _).Should().BeFalse();
        Flush(host);
        _warnings.Texts.Should().ContainSingle();
    }

    [Fact]
    public void A_call_without_a_recorded_origin_is_an_entry_of_no_conversation()
    {
        var host = Host(isEnriched: false);
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        Log(host).LogInformation("one");
        Log(host).LogInformation("two");
        Log(host).LogDebug("of a level that is no entry");
        Log(host, "Microsoft.Hosting").LogInformation("of a category that is no entry");
        Flush(host);

        _sink.Entries.Should().BeEmpty();
        Log(host).LogInformation("three");
        Flush(host);
        _warnings.Texts.Should().ContainSingle("the next warning is due in an hour")
            .Which.Should().StartWith("Buffered log calls: 2.").And.Contain("LogCallPlace");
    }

    [Fact]
    public void A_buffered_call_outside_a_conversation_is_neither_an_entry_nor_a_loss()
    {
        var host = Host();
        Log(host).LogInformation("m");
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        Flush(host);

        _sink.Entries.Should().BeEmpty();
        _warnings.Texts.Should().BeEmpty();
    }

    [Fact]
    public void The_buffered_text_of_an_exception_is_personal()
    {
        var host = Host();
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        Log(host).LogWarning(new InvalidOperationException("no Ada"), "CRM said {Status}", 409);
        Flush(host);

        var entry = _sink.Entries.Should().ContainSingle().Subject;
        entry.Level.Should().Be(EntryLevel.Warning);
        entry.Fields["exception_message"].Should().Be("no Ada");
        entry.ToJson(EntryJsonMode.Redacted).Should().NotContain("Ada");
    }

    [Fact]
    public void A_buffered_message_composed_at_run_time_is_personal()
    {
        var host = Host();
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        string name = string.Concat("A", "da");
#pragma warning disable CA2254 // The mistake under test.
        Log(host).LogInformation($"Hello {name}");
#pragma warning restore CA2254
        Flush(host);

        var entry = _sink.Entries.Should().ContainSingle().Subject;
        (entry.IsPii, entry.Content).Should().Be((true, "Hello Ada"));
    }

    [Fact]
    public void An_unbuffered_call_does_not_show_its_origin()
    {
        var host = Host(buffered: LogLevel.Debug);
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        Log(host).LogInformation("m");

        _sink.Entries.Should().ContainSingle().Which.Fields.Select(static field => field.Key).Should().Equal("category");
    }

    [Fact]
    public void An_unreadable_record_is_lost_alone()
    {
        using var conversation = new Conversation(new ConversationInfo("c"), _sink);
        using var current = conversation.MakeCurrent();
        var host = Host();
        using var provider = (IDisposable)host.GetServices<ILoggerProvider>().Single(static provider => provider is ISupportExternalScope);
        var logger = (IBufferedLogger)((ILoggerProvider)provider).CreateLogger("Shop");
        logger.Invoking(logger => logger.LogRecords([new Broken(), new Readable(LogCallPlace.Current)])).Should().NotThrow();

        _sink.Entries.Should().ContainSingle().Which.Content.Should().Be("readable");
        _warnings.Texts.Should().ContainSingle();
    }

    public void Dispose() => _hosts.ForEach(static host => host.Dispose());

    private static async Task<string> InFirstRequestAsync(IConversationFactory conversations, ServiceProvider host)
    {
        await using var conversation = conversations.Open(new ConversationInfo("c"));
        using var current = conversation.MakeCurrent();
        using var turn = conversation.BeginTurn("one");
        Log(host).LogInformation("m");
        return turn.Id;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Conversation> LogAndForget(ServiceProvider host)
    {
        using var conversation = new Conversation(new ConversationInfo("c"), new DiscardingSink());
        using var current = conversation.MakeCurrent();
        using var turn = conversation.BeginTurn("one");
        Log(host).LogInformation("m");
        return new WeakReference<Conversation>(conversation);
    }

    private static ILogger Log(ServiceProvider host, string category = "Shop.Guests") => host.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private static void Flush(ServiceProvider host) => host.GetRequiredService<GlobalLogBuffer>().Flush();

    private ServiceProvider Host(bool isEnriched = true, LogLevel buffered = LogLevel.Warning)
    {
        var services = new ServiceCollection();
        services.AddConvLog(options => options.Sinks.Add(_sink));
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddConvLog().AddProvider(_warnings)
            .AddGlobalBuffer(options => options.Rules.Add(new LogBufferingFilterRule(categoryName: "Shop", logLevel: buffered))));
        if (isEnriched)
        {
            services.AddLogging(static logging => logging.EnableEnrichment()).AddLogEnricher<PlaceEnricher>();
        }

        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        host.GetRequiredService<IConversationFactory>();
        return host;
    }

    private sealed class PlaceEnricher : ILogEnricher
    {
        public void Enrich(IEnrichmentTagCollector collector) => collector.Add(LogCallPlace.Key, LogCallPlace.Current);
    }

    private sealed class LateClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }

    private sealed class DiscardingSink : ILogSink
    {
        public void Emit(LogEntry entry)
        {
        }
    }

    private sealed class Broken : BufferedLogRecord
    {
        public override DateTimeOffset Timestamp => default;

        public override LogLevel LogLevel => LogLevel.Information;

        public override EventId EventId => default;

        public override IReadOnlyList<KeyValuePair<string, object?>> Attributes => throw new InvalidOperationException("broken");
    }

    private sealed class Readable(string place) : BufferedLogRecord
    {
        public override DateTimeOffset Timestamp => default;

        public override LogLevel LogLevel => LogLevel.Information;

        public override EventId EventId => default;

        public override string? MessageTemplate => "readable";

        public override IReadOnlyList<KeyValuePair<string, object?>> Attributes => [new(LogCallPlace.Key, place)];
    }

    // Collects the warnings of ConvLog.
    private sealed class Warnings : ILoggerProvider, ILogger
    {
        private string _category = "";

        public List<string> Texts { get; private init; } = [];

        public ILogger CreateLogger(string categoryName) => new Warnings { _category = categoryName, Texts = Texts };

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (_category.StartsWith("ConvLog", StringComparison.Ordinal) && logLevel >= LogLevel.Warning)
            {
                Texts.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
