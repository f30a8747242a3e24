using ConvLog.Tests.Shared;

namespace Samples.Tests;

/// <summary>samples/Functions and its guide, docs/functions.md.</summary>
public sealed class FunctionsTests
{
    [Fact]
    public async Task It_prints_what_each_function_logs_without_personal_data()
    {
        using var sample = new RunningSample("Functions");
        var lines = await sample.AllAsync();

        lines.Take(11).Should().Equal(
            "Info: Availability checked (guests=2, free=true, missing_fields=[])",
            "Warning: Few tables left (tables=3)",
            "Error: Calendar unreachable (status=503, retriable=true)",
            "check_availability (Completed)",
            "Info: Guest saved (email=j***@example.com, new=true)",
            "Info: [redacted]",
            "save_guest (Completed)",
            "Error: Payment failed (exception=System.TimeoutException, exception_message=[redacted], exception_stack=[redacted], amount=20.00, currency=GBP)",
            "pay_deposit (Failed)",
            "GET https://crm.example/contacts/{id} 404",
            "find_contact (Completed)");
        lines.Skip(11).Should().BeEquivalentTo(
            "send_confirmation (Failed)", "send_confirmation (Completed)", "Info: Asking two restaurants", "Info: Asked for a table (restaurant=Rosso)",
            "Info: Asked for a table (restaurant=Verde)", "find_table (Completed)", "find_table (Completed)", "find_tables (Completed)");
    }

    [Fact]
    public void The_guide_quotes_code_that_is_run()
    {
        string root = Checkout.Root;
        string run = string.Concat(
            new[] { "samples/Functions/Program.cs", "samples/Functions/ConsoleSink.cs", "tests/Samples.Tests/SaveGuestTests.cs" }
                .Select(path => File.ReadAllText(Path.Combine(root, path))));
        var blocks = GuideText.Blocks("docs", "functions.md");

        blocks.Should().HaveCount(8);
        blocks.Should().OnlyContain(block => run.Contains(block, StringComparison.Ordinal));
    }
}
