using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Extensions.AI.Tests;

/// <summary>
/// Chat requests and tool calls without a conversation are warnings in their host's log. Not run in parallel: those without services warn every host of the
/// process.
/// </summary>
[CollectionDefinition(nameof(ConvLogChatClientUnloggedTests), DisableParallelization = true)]
[Collection(nameof(ConvLogChatClientUnloggedTests))]
public sealed class ConvLogChatClientUnloggedTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddFakeLogging().AddConvLog().BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_client_of_a_host_that_never_opened_a_conversation_warns_once()
    {
        var client = Client();
        await client.GetResponseAsync("My number is 555-0100");
        await client.GetResponseAsync("Again");

        Lines("without a conversation").Should().ContainSingle().Which.Should().Contain("Chat requests: 1").And.NotContain("555").And.NotContain("Hello");
    }

    [Fact]
    public async Task A_request_that_is_logged_is_no_warning()
    {
        await using (var conversation = _services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            using var current = conversation.MakeCurrent();
            await Client().GetResponseAsync("Hi");
        }

        Lines("without a conversation").Should().BeEmpty();
    }

    // As in OnInitialized of a Blazor component: a conversation made current by a method is current only in it and in the methods it calls.
    [Fact]
    public async Task A_conversation_that_another_method_made_current_is_missing_and_the_warning_says_why()
    {
        using var conversation = _services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        await Task.Run(() => conversation.MakeCurrent());
        await Client().GetResponseAsync("Hi");

        Lines("without a conversation").Should().ContainSingle().Which.Should().Contain("MakeCurrent() lasts for the method that calls it")
            .And.Contain("OnInitialized");
    }

    [Fact]
    public async Task Background_work_that_outlives_its_conversation_has_its_own_warning()
    {
        var ended = new TaskCompletionSource();
        Task work;
        using (var conversation = _services.GetRequiredService<IConversationFactory>().OpenLazily(new ConversationInfo("c")))
        {
            using var current = conversation.MakeCurrent();
            work = Task.Run(async () =>
            {
                await ended.Task;
                await Client().GetResponseAsync("Hi");
            });
        }

        ended.SetResult();
        await work;

        Lines("had ended").Should().ContainSingle().Which.Should().Contain("Chat requests: 1");
        Lines("without a conversation").Should().BeEmpty();
    }

    [Fact]
    public async Task A_client_around_function_invocation_and_one_inside_count_a_request_once()
    {
        var client = new ChatClientBuilder(new ScriptedModel(ScriptedModel.Says("Hello"))).UseConvLog().Use(static inner => new ToolLoop(inner)).UseConvLog()
            .Build(_services);
        await client.GetResponseAsync("Hi");
        await Tool().InvokeAsync(new AIFunctionArguments(StringComparer.Ordinal) { Services = _services });

        Lines("without a conversation").Should().ContainSingle().Which.Should().Contain("Chat requests: 1, tool calls: 0");
    }

    [Fact]
    public async Task A_tool_finds_its_host_by_the_services_of_its_arguments()
    {
        await using var other = new ServiceCollection().AddFakeLogging().AddConvLog().BuildServiceProvider();
        _ = other.GetRequiredService<IConversationFactory>();
        await Tool().InvokeAsync(new AIFunctionArguments(StringComparer.Ordinal) { Services = _services });

        Lines("tool calls: 1").Should().ContainSingle();
        Lines("tool calls", other).Should().BeEmpty();
    }

    [Fact]
    public async Task A_tool_is_called_also_where_the_services_were_disposed()
    {
        var disposed = new ServiceCollection().BuildServiceProvider();
        await disposed.DisposeAsync();
        (await Tool().InvokeAsync(new AIFunctionArguments(StringComparer.Ordinal) { Services = disposed }))!.ToString().Should().Be("1");
    }

    [Fact]
    public async Task Without_services_each_host_of_the_process_is_warned()
    {
        _ = _services.GetRequiredService<IConversationFactory>();
        await new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog().GetResponseAsync("Hi");

        Lines("without a conversation").Should().ContainSingle();
    }

    private static AIFunction Tool() => (AIFunction)new AITool[] { AIFunctionFactory.Create(static () => 1, "look") }.WithConvLog()[0];

    private IChatClient Client()
        => new ChatClientBuilder(new ScriptedModel(ScriptedModel.Says("Hello"), ScriptedModel.Says("Hello"))).UseConvLog().Build(_services);

    private IEnumerable<string> Lines(string text, IServiceProvider? services = null)
        => (services ?? _services).GetFakeLogCollector().GetSnapshot().Select(static line => line.Message)
            .Where(line => line.Contains(text, StringComparison.Ordinal));
}
