using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent;

/// <summary>
/// A language model with OpenAI's chat completions API, in the same process so that the sample runs offline: it checks two restaurants at once, tries to book
/// the better one, then the other.
/// </summary>
internal static class ModelApi
{
    public static void MapModelApi(this WebApplication app) => app.MapPost("/v1/chat/completions", static async (JsonObject asked) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(120), TimeProvider.System);
        return asked["messages"]!.AsArray().Count(static message => message!["role"]!.GetValue<string>() is "tool") switch
        {
            0 => Answer(
                412, 38, "Let me look at both.", ("call_1", "find_table", new { restaurant = "Rosso", guests = 2 }),
                ("call_2", "find_table", new { restaurant = "Verde", guests = 2 })),
            2 => Answer(486, 24, text: null, ("call_3", "book_table", new { restaurant = "Rosso", time = "20:00", phone = "+44 7700 900123" })),
            3 => Answer(530, 24, text: null, ("call_4", "book_table", new { restaurant = "Verde", time = "20:30", phone = "+44 7700 900123" })),
            _ => Answer(561, 17, "Rosso was just taken. I booked Verde at 20:30 for two."),
        };
    });

    private static object Answer(int input, int output, string? text, params (string Id, string Name, object Arguments)[] calls) => new
    {
        id = $"chatcmpl-{input}",
        @object = "chat.completion",
        created = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        model = "scripted-1",
        choices = new[]
        {
            new
            {
                index = 0,
                finish_reason = calls.Length > 0 ? "tool_calls" : "stop",
                message = new
                {
                    role = "assistant",
                    content = text,
                    tool_calls = calls.Select(static call => new
                    {
                        id = call.Id,
                        type = "function",
                        function = new { name = call.Name, arguments = JsonSerializer.Serialize(call.Arguments) },
                    }),
                },
            },
        },
        usage = new { prompt_tokens = input, completion_tokens = output, total_tokens = input + output },
    };
}
