namespace ConvLog.Analyzers.Tests.Checks;

public class SequenceCheckTests
{
    [Fact]
    public Task Sequences_that_are_not_evaluated_are_reported() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, List<int> slots, IEnumerable<int> given, IReadOnlyList<int> list, Dictionary<string, int> prices, int[] array)
        {
            conv.Log.Info("Found", ("slots", slots.Where(slot => slot > 1))); // CL0013
            conv.Log.Info("Found", ("slots", slots.OrderBy(slot => slot)), ("n", 1)); // CL0013
            conv.Log.Info("Found", ("slots", given)); // CL0013
            conv.Log.Info("Found", ("slots", Many())); // CL0013
            conv.Log.Info("Found", ("slots", slots.AsQueryable().Select(slot => slot + 1))); // CL0013
            conv.Log.Info("Found", ("slots", slots.AsParallel().Select(slot => slot + 1))); // CL0013
            conv.Log.Info("Found", LogField.Of("slots", slots.Skip(1))); // CL0013
            conv.Log.Info("Found", LogField.Pii("slots", slots.Skip(1))); // CL0013
            conv.Log.Info("Found", new { all = slots.Skip(1) }); // CL0013
            conv.Log.Warning("Found", new Dictionary<string, object?> { ["all"] = slots.Skip(1) }); // CL0013
            var later = slots.Skip(1);
            conv.Log.Info("Found", ("slots", later)); // CL0013
            using var call = conv.BeginFunction("find", arguments: new { slots = slots.Skip(1) }); // CL0013
            call.Complete(slots.Skip(1)); // CL0013
            conv.RunFunction("find", () => 1, arguments: new { slots = slots.Skip(1) }); // CL0013
            conv.RunFunction("find", () => slots.Skip(1)); // CL0013
            conv.RunFunctionAsync("find", async () =>
            {
                await Task.Yield();
                if (slots.Count > 0)
                {
                    return slots.Skip(1); // CL0013
                }

                return [];
            });
        }

        public void RunWell(Conversation conv, List<int> slots, IReadOnlyList<int> list, ICollection<int> items, Dictionary<string, int> prices, int[] array)
        {
            conv.Log.Info("Found", ("slots", slots.Skip(1).ToArray()), ("n", slots.Count(slot => slot > 1)), ("text", "abc"));
            conv.Log.Info("Found", ("slots", slots), ("list", list), ("items", items), ("prices", prices), ("array", array), ("keys", prices.Keys));
            IEnumerable<int> known = new List<int> { 1 };
            IEnumerable<int> none = Array.Empty<int>();
            IEnumerable<int> written = [1, 2];
            conv.Log.Info("Found", ("slots", known), ("none", none), ("written", written), ("here", [1, 2]));
            using var call = conv.BeginFunction("find", arguments: new { slots });
            call.Complete(array);
            int[] found = conv.RunFunction("find", () =>
            {
                IEnumerable<int> Later() => slots.Skip(1);
                return Later().Select(slot => slots.Where(other => other > slot)).Select(many => many.Count()).ToArray();
            });
        }

        private static IEnumerable<int> Many() { yield return 1; }
        """, "CL0013");
}
