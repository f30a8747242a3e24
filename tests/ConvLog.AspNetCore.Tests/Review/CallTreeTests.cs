using ConvLog.AspNetCore.Review;

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

        CallTree.Of(view.Turns[0].FunctionEvents).Select(static nested => (nested.Call.Name, nested.Depth, nested.Parent?.Name)).Should().Equal(("a", 0, null), ("b", 1, "a"), ("c", 2, "b"), ("d", 1, "a"), ("e", 0, null));
    }

    [Fact]
    public async Task A_circle_of_parents_and_a_parent_that_is_elsewhere_lose_no_call()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            conv.BeginFunction("a").Dispose();
            conv.BeginFunction("b").Dispose();
            conv.BeginFunction("c").Dispose();
            conv.BeginFunction("self").Dispose();
        });
        var calls = view.Turns[0].FunctionEvents;

        var tree = CallTree.Of([calls[0] with { ParentId = calls[1].Id }, calls[1] with { ParentId = calls[0].Id }, calls[2] with { ParentId = "elsewhere" }, calls[3] with { ParentId = calls[3].Id }]);

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
}
