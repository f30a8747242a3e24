using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>Invokes tools side by side until the model asks for none. <c>UseFunctionInvocation()</c> of Microsoft.Extensions.AI does this, and more.</summary>
internal sealed class ToolLoop(IChatClient model) : DelegatingChatClient(model)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> history = [.. messages];
        int asked = history.Count;
        var usage = new UsageDetails();
        while (true)
        {
            var response = await base.GetResponseAsync(history, options, cancellationToken);
            history.AddRange(response.Messages);
            usage.Add(response.Usage ?? new UsageDetails());
            var calls = response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0)
            {
                response.Messages = history[asked..];
                response.Usage = usage;
                return response;
            }

            var results = await Task.WhenAll(calls.Select(call => InvokeAsync(call, options, cancellationToken)));
            history.Add(new ChatMessage(ChatRole.Tool, [.. results]));
        }
    }

    private static async Task<FunctionResultContent> InvokeAsync(FunctionCallContent call, ChatOptions? options, CancellationToken cancellationToken)
    {
        // Where the log finds the call's ID.
        using var span = new Activity($"execute_tool {call.Name}").SetTag("gen_ai.tool.call.id", call.CallId).Start();
        try
        {
            var tool = options?.Tools?.OfType<AIFunction>().FirstOrDefault(tool => string.Equals(tool.Name, call.Name, StringComparison.Ordinal));
            object? result = tool is null ? $"Error: there is no tool {call.Name}." : await tool.InvokeAsync(new AIFunctionArguments(call.Arguments,
                StringComparer.Ordinal),
                cancellationToken);
            return new FunctionResultContent(call.CallId, result);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new FunctionResultContent(call.CallId, "Error: the tool failed.") { Exception = e };
        }
    }
}
