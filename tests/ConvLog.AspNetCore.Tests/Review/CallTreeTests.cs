using System.Text;
using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class CallTreeTests
{
    [Fact]
    public async Task Calls_follow_the_one_they_were_called_in()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            using (conv.BeginFunction("a"))
            {
                using (conv.BeginFunction("b"))
                {
                    conv.BeginFunction("c").Dispose();
                }

                conv.BeginFunction("d").Dispose();
            }

            conv.BeginFunction("e").Dispose();
        });

        CallTree.Of(view.Turns[0].FunctionEvents).Select(static nested => (nested.Call.Name, nested.Depth, nested.Parent?.Name)).Should()
            .Equal(("a", 0, null), ("b", 1, "a"), ("c", 2, "b"), ("d", 1, "a"), ("e", 0, null));
    }

    [Fact]
    public void A_circle_of_parents_and_a_parent_that_is_elsewhere_lose_no_call()
    {
        var tree = CallTree.Of([Call("a", parent: "b"), Call("b", parent: "a"), Call("c", parent: "elsewhere"), Call("self", parent: "self")]);

        tree.Select(static nested => nested.Call.Name).Should().BeEquivalentTo("a", "b", "c", "self");
    }

    [Fact]
    public async Task Very_deep_calls_are_shown_as_deep_as_there_is_room()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            for (int i = 0; i < 500; i++)
            {
                conv.BeginFunction($"f{i}");
            }
        });

        var tree = CallTree.Of(view.Turns[0].FunctionEvents);

        tree.Should().HaveCount(500);
        tree.Max(static nested => nested.Depth).Should().Be(6);
    }

    // No live conversation makes such parents; a stored or received one could.
    private static FunctionEventView Call(string id, string parent)
        => ConversationJson.ReadFunctionEvent(Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","name":"{{id}}","parent_id":"{{parent}}"}"""));
}
