using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class SelectionTests
{
    [Fact]
    public async Task A_call_and_an_entry_are_selected_by_id_with_their_turn()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using (conv.BeginTurn("Hello"))
            {
            }

            using var turn = conv.BeginTurn("Again");
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Info("Saved");
        });
        var call = view.Turns[1].FunctionEvents[0];

        var found = Selection.Find(view, call.Id)!;
        var entry = Selection.Find(view, call.Entries[0].Id.ToString("N"))!;

        (found.Anchor, found.Turn, found.Call).Should().Be((Anchor.Event(call.Id), 2, call));
        (entry.Anchor, entry.Turn, entry.Call, entry.Row!.Value.Id).Should().Be((Anchor.Entry(call.Entries[0].Id), 2, call, call.Entries[0].Id));
        Selection.Find(view, "none").Should().BeNull();
        Selection.Find(view, id: null).Should().BeNull();
    }
}
