using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Context;

namespace ConvLog.Extensions.Logging.Tests.Calls;

/// <summary><c>ILogger</c> calls that Serilog passes on to providers.</summary>
public sealed class SerilogValuesTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly ServiceProvider _host;

    public SerilogValuesTests()
    {
        _conversation = new Conversation(new ConversationInfo("c"), _sink);
        _current = _conversation.MakeCurrent();
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.AddConvLog());
        services.AddSerilog(static configuration => configuration.Enrich.FromLogContext(), writeToProviders: true);
        _host = services.BuildServiceProvider();
    }

    private Microsoft.Extensions.Logging.ILogger Logger => _host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Guests");

    private LogEntry Entry => _sink.Entries.Should().ContainSingle().Subject;

    public void Dispose()
    {
        _current.Dispose();
        _conversation.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void With_Serilog_values_are_unchanged_and_the_category_appears_once()
    {
        Logger.LogWarning(new EventId(7, "Looked"), "Looking for {Id} of {Name}", 42, "Ada");

        Entry.Content.Should().Be("Looking for {Id} of {Name}");
        (Entry.Level, Entry.IsPii).Should().Be((EntryLevel.Warning, false));
        Entry.Fields.Select(static field => (field.Key, field.Value, field.IsPii)).Should().BeEquivalentTo(
            [("category", (object?)"Shop.Guests", false), ("event", "Looked", false), ("Id", 42, false), ("Name", "Ada", true)]);
    }

    [Fact]
    public void Objects_captured_by_Serilog_are_read_as_their_values()
    {
        Logger.LogInformation("{@Guest} {@Tables} {@Sizes} {@Deep}", new { Name = "Ada", Age = 36, Address = new { City = "Berlin" } }, new[] { 1, 2 },
            new Dictionary<string, int>(StringComparer.Ordinal) { ["small"] = 2 }, new object?[] { new { A = 1 }, null, "x" });

        Json("Guest").Should().Be("""{"Name":"Ada","Age":36,"Address":{"City":"Berlin"}}""");
        Json("Tables").Should().Be("[1,2]");
        Json("Sizes").Should().Be("""{"small":2}""");
        Json("Deep").Should().Be("""[{"A":1},null,"x"]""");
        Entry.Fields.Where(static field => field.IsPii).Select(static field => field.Key).Should().BeEquivalentTo("Guest", "Tables", "Sizes", "Deep");
    }

    [Fact]
    public void Values_of_scopes_and_the_log_context_are_fields_except_request_properties()
    {
        using var context = LogContext.PushProperty("Order", 7);
        using var request = LogContext.PushProperty("RequestPath", "/guests");
        using var scope = Logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["Tenant"] = 3 });
        Logger.LogInformation(new EventId(9), "Saved");

        Entry.Fields.Select(static field => (field.Key, field.Value)).Should().BeEquivalentTo(
            [("category", (object?)"Shop.Guests"), ("event", "9"), ("Order", 7), ("Tenant", 3)]);
    }

    [Fact]
    public void With_Serilog_an_exception_is_recorded_as_without_it()
    {
        Logger.LogError(new TimeoutException("Ada"), "Saving failed");

        Entry.Fields["exception"].Should().Be("System.TimeoutException");
        Entry.Level.Should().Be(EntryLevel.Error);
    }

    [Fact]
    public void A_call_of_Serilogs_own_logger_is_an_entry_too()
    {
        _ = Logger; // Creates the factory, as the start of a host does.
        _host.GetRequiredService<Serilog.ILogger>().ForContext("SourceContext", "Shop").Fatal("Saved {Id}", 42);

        (Entry.Content, Entry.Level).Should().Be(("Saved {Id}", EntryLevel.Error));
        Entry.Fields.Select(static field => (field.Key, field.Value)).Should().Equal(("category", "Shop"), ("Id", 42));
    }

    private string Json(string key) => ((JsonElement)Entry.Fields[key]!).GetRawText();
}
