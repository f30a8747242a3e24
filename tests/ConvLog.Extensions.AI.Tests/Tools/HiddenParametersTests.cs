namespace ConvLog.Extensions.AI.Tests.Tools;

/// <summary>Function parameters bound from the conversation.</summary>
public sealed class HiddenParametersTests : IDisposable
{
    private readonly Chat _chat = new();

    [Fact]
    public async Task A_function_gets_the_conversation_its_log_and_its_event_and_the_model_sees_none_of_them()
    {
        var tool = Logged((string value, Conversation conversation, ConversationLogger log, FunctionEvent call) =>
        {
            log.Info("Inside", ("value", value));
            return conversation.Info.Id + " " + call.Name;
        });
        tool.JsonSchema.GetProperty("properties").EnumerateObject().Select(static property => property.Name).Should().Equal("value");
        var result = await tool.InvokeAsync(Value("a"));

        result!.ToString().Should().Be("c look");
        _chat.Sink.FunctionEvents.Should().ContainSingle().Which.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task Without_a_conversation_the_error_says_what_to_do_unless_the_parameter_has_a_default()
    {
        _chat.Dispose();
        var needs = Logged((string value, Conversation conversation) => value);
        (await needs.Invoking(static tool => tool.InvokeAsync(Value("a")).AsTask()).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("The parameter 'conversation' of *needs a conversation*MakeCurrent*");
        var may = Logged((string value, Conversation? conversation = null, ConversationLogger? log = null) => conversation is null && log is null ? value : "");

        (await may.InvokeAsync(Value("a")))!.ToString().Should().Be("a");
    }

    [Fact]
    public async Task Without_a_function_event_the_error_says_to_log_the_tool()
    {
        var tool = AIFunctionFactory.Create((FunctionEvent call) => call.Name, new AIFunctionFactoryOptions { Name = "look" }.WithConvLog());

        (await tool.Invoking(static tool => tool.InvokeAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>()).WithMessage("*WithConvLog()*");
    }

    [Fact]
    public async Task Other_parameter_bindings_of_the_host_apply()
    {
        var options = new AIFunctionFactoryOptions
        {
            Name = "look",
            ConfigureParameterBinding = static parameter => parameter.Name is "tenant" ? new() { ExcludeFromSchema = true, BindParameter = static (_, _)
                => "acme" } : default,
        };
        var tool = AIFunctionFactory.Create((string tenant, string value, Conversation conversation) => tenant + value + conversation.Info.Id,
            options.WithConvLog().WithConvLog());

        (await tool.InvokeAsync(Value("-")))!.ToString().Should().Be("acme-c");
    }

    public void Dispose() => _chat.Dispose();

    private static AIFunctionArguments Value(string value) => new(StringComparer.Ordinal) { ["value"] = value };

    private static AIFunction Logged(Delegate function)
        => (AIFunction)new AITool[] { AIFunctionFactory.Create(function, new AIFunctionFactoryOptions { Name = "look" }.WithConvLog()) }.WithConvLog()[0];
}
