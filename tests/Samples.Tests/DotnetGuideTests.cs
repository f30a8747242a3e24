using System.Diagnostics.CodeAnalysis;
using ConvLog;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Tests;

/// <summary>Code of docs/dotnet.md and docs/extensions-ai.md that no sample contains, run as quoted.</summary>
public sealed class DotnetGuideTests
{
    [Fact]
    public async Task A_worker_logs_to_the_conversation_of_its_turn()
    {
        var sink = new InMemorySink();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddConvLog(options => options.Sinks.Add(sink)).AddHostedService<Worker>();
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetServices<IHostedService>().OfType<Worker>().Single().ExecuteTask!;
        await host.StopAsync();

        sink.Entries.Should().ContainSingle().Which.Content.Should().Be("A turn makes its conversation current");
    }

    [Fact]
    [SuppressMessage("Usage", "MA0002", Justification = "As the guide has it: arguments of tools are compared ordinally.")]
    public async Task A_tool_is_a_function_event_in_eight_lines()
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c-1"), sink);
        using var current = conv.MakeCurrent();
        AITool[] tools = [AIFunctionFactory.Create((int guests) => conv.Log.Info("Booked", ("guests", guests)), "book_table")];
        await ((AIFunction)tools.WithConvLog()[0]).InvokeAsync(new() { ["guests"] = 2 });
        Console.WriteLine($"{sink.FunctionEvents[0]}: {sink.Entries[0]}");

        $"{sink.FunctionEvents[0]}: {sink.Entries[0]}".Should().Be("book_table (Completed): Info: Booked (guests=2)");
    }

    [Theory]
    [InlineData("dotnet.md", "sealed class Worker")]
    [InlineData("extensions-ai.md", "var sink = new InMemorySink();")]
    public void The_guides_quote_what_is_run_here(string page, string first)
    {
        string run = GuideText.OfFile("tests", "Samples.Tests", "DotnetGuideTests.cs");
        string guide = GuideText.OfFile("docs", page);
        int start = guide.IndexOf(first, StringComparison.Ordinal);

        run.Should().Contain(guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)]);
    }

    private sealed class Worker(IConversationFactory conversations) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await using var conv = conversations.Open(new ConversationInfo("call-7") { Channel = "voice" });
            using var turn = conv.BeginTurn("Book a table for two");
            await Task.Yield();
            Conversation.Current!.Log.Info("A turn makes its conversation current");
            turn.Complete("Done.");
        }
    }
}
