using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace ConvLog.Extensions.AI.Tests.Frameworks;

/// <summary>Semantic Kernel's own loop, with the line and the filter of docs/extensions-ai.md.</summary>
public sealed class SemanticKernelTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Functions_run_as_without_ConvLog_and_the_filter_makes_them_observed(bool isFiltered)
    {
        int ran = 0;
        var builder = Kernel.CreateBuilder();
        builder.Plugins.AddFromFunctions("booking",
        [
            KernelFunctionFactory.CreateFromMethod(
                (string value) =>
                {
                    ran++;
                    Conversation.Current!.Log.Info("Looking");
                    return "found " + value;
                },
                "look"),
        ]);
        builder.Services.AddSingleton(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "booking_look", "a"), ("call_2", "booking_look", "b")),
            ScriptedModel.Says("ok")).AsBuilder().UseConvLog().UseKernelFunctionInvocation().UseConvLog().Build());
        if (isFiltered)
        {
            builder.Services.AddSingleton<IAutoFunctionInvocationFilter>(new LoggedFunctions());
        }

        var settings = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        (await builder.Build().InvokePromptAsync("A table", new KernelArguments(settings))).ToString().Should().Be("ok");

        ran.Should().Be(2);
        _chat.Sink.FunctionEvents.Select(static call => call.CallId).Should().BeEquivalentTo("call_1", "call_2");
        _chat.Sink.FunctionEvents.Should().OnlyContain(call => call.Outcome == FunctionOutcome.Completed && call.IsUnobserved == !isFiltered
            && call.Entries.Count == (isFiltered ? 1 : 0));
        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text, _chat.ModelCalls.Count).Should().Be(("A table", "ok", 2));
    }

    public void Dispose() => _chat.Dispose();
}
