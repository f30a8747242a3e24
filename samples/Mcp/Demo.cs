using ConvLog;

namespace Mcp;

/// <summary>Three conversations with an agent that looks up orders. In the second, its function fails.</summary>
internal static class Demo
{
    public static async Task PlayAsync(IConversationFactory conversations)
    {
        await PlayAsync(conversations, "order-1", "Where is order 41?", 41, "It arrives on Friday.");
        await PlayAsync(conversations, "order-2", "Where is order 42?", 42, "I cannot find that order.");
        await PlayAsync(conversations, "order-3", "Where is order 43?", 43, "It was delivered on Monday.");
    }

    private static async Task PlayAsync(IConversationFactory conversations, string id, string question, int order, string answer)
    {
        await using var conv = conversations.Open(new ConversationInfo(id) { AgentId = "shop", Channel = "webchat" });
        using var turn = conv.BeginTurn(question);
        using (var call = conv.BeginFunction("find_order", "call_1", new { order }))
        {
            conv.Log.Info("Customer identified", LogField.Pii("phone", "+44 7700 900123"));
            if (order == 42)
            {
                conv.LogApiResponse("GET", "https://shop.example/orders/{id}", statusCode: 404, TimeSpan.FromMilliseconds(84));
                conv.Log.Error("Order not found", ("order", order));
                call.Fail(new KeyNotFoundException("There is no order 42."));
            }
        }

        turn.Complete(answer);
    }
}
