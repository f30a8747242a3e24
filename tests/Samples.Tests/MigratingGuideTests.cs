using System.Net;
using ConvLog;
using ConvLog.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Samples.Tests;

/// <summary>The code of docs/migrating.md, run as quoted.</summary>
public sealed class MigratingGuideTests
{
    [Fact]
    public async Task Code_ported_from_conv_log_in_Python_logs_as_documented()
    {
        await using var test = new TestConversation();
        var conv = test.Conversation;
        string phone = "+44 7700 900123";
        var exception = new TimeoutException("no answer");
        var elapsed = TimeSpan.FromMilliseconds(80);
        using var response = new HttpResponseMessage(HttpStatusCode.NotFound)
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/contacts/42"),
        };

        conv.RunFunction("save_guest", () =>
        {
            conv.Log.Info("Guest saved", ("status", 200));
            conv.Log.Info("Called back", isPii: true, ("phone", phone));
            conv.Log.Info("Number captured", LogField.Pii("phone", phone));
            conv.Log.Error("CRM failed", exception);
            conv.SetState("guests", 2);
            conv.WriteMetric("booked", true, writeOnce: true);
        });
        await conv.LogApiResponseAsync(response, elapsed, overrideUrl: "https://crm.example/contacts/{id}");

        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["status"] = 201, ["kind"] = "new" };
        conv.Log.Info("Guest saved", details);
        string[] guests = ["Ada", "Eve"];
        conv.Log.Info("Guests read", ("names", guests.Select(static guest => guest.ToUpperInvariant()).ToArray()));

        test.Log.ShouldContain(EntryLevel.Info, "Guest saved", ("status", 201), ("kind", "new"));
        test.Log.ShouldContain(EntryLevel.Info, "Guests read", ("names", new[] { "ADA", "EVE" }));
        test.Log.ShouldHaveCalled("save_guest", FunctionOutcome.Completed);
        test.Log.ShouldContain(EntryLevel.Info, "Guest saved", ("status", 200));
        test.Log.ShouldContain(EntryLevel.Error, "CRM failed");
        await test.ShouldNotRevealAsync("7700 900123");
        await test.ShouldNotRevealAsync("contacts/42");
    }

    [Fact]
    public async Task Code_ported_from_Serilog_logs_as_documented_and_reaches_ILogger_too()
    {
        var logged = new FakeLogCollector();
        var sink = new InMemorySink();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logged)));
        services.AddConvLog(options => options.Sinks.Add(sink));
        var exception = new TimeoutException("no answer");

        services.AddConvLog(options => options.LogToLogger = true);

        await using (var provider = services.BuildServiceProvider())
        {
            await using var conv = provider.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c-1"));

            conv.Log.Info("Guest saved", ("guest_id", 42), ("elapsed_ms", 12.5));
            conv.Log.Error("CRM failed", exception);
            conv.Log.Info("Guest read", ("guest", new { id = 42, vip = true }));
        }

        sink.Entries.Select(static entry => entry.ToString()).Should().Equal(
            "Info: Guest saved (guest_id=42, elapsed_ms=12.5)",
            "Error: CRM failed (exception=System.TimeoutException, exception_message=[redacted], exception_stack=[redacted])",
            "Info: Guest read (guest={\"id\":42,\"vip\":true})");
        logged.GetSnapshot().Select(static line => line.Message + line.Exception).Should()
            .Contain(static message => message.Contains("CRM failed", StringComparison.Ordinal))
            .And.NotContain(static message => message.Contains("no answer", StringComparison.Ordinal), "personal data is withheld");
    }

    [Fact]
    public void The_guide_quotes_what_is_run_here()
    {
        string run = GuideText.OfFile("tests", "Samples.Tests", "MigratingGuideTests.cs");
        var blocks = GuideText.Blocks("docs", "migrating.md");

        blocks.Should().HaveCount(2);
        blocks.SelectMany(static block => block.Split('\n')).Select(static line => line.Trim()).Where(static line => line.Length > 0)
            .Should().OnlyContain(line => run.Contains(line, StringComparison.Ordinal));
    }
}
