namespace ConvLog.Analyzers.Tests.Checks;

public class LoopCheckTests
{
    [Fact]
    public Task A_log_call_for_each_item_is_reported() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, List<int> slots, string[] names)
        {
            foreach (var slot in slots)
            {
                conv.Log.Info("Slot seen", ("slot", slot)); // CL0007
            }

            foreach (var slot in slots) conv.Log.Info("Slot seen", ("slot", slot)); // CL0007
            for (int i = 0; i < names.Length; i++)
            {
                conv.Log.Info("Seen", ("n", names[i].Length)); // CL0007
            }

            slots.ForEach(slot => conv.Log.Info("Slot seen", ("slot", slot))); // CL0007
            foreach (var slot in slots)
            {
                if (slot < 0) { conv.Log.Warning("Slot is negative", ("slot", slot)); }
                try { slot.ToString(); } catch (Exception e) { conv.Log.Error("Failed", e, ("slot", slot)); }
            }

            for (int attempt = 0; attempt < 3; attempt++) { conv.Log.Info("Trying", ("attempt", attempt)); }
            while (slots.Count > 0) { conv.Log.Info("Waiting", ("left", slots.Count)); slots.RemoveAt(0); }
            foreach (var slot in slots)
            {
                conv.Log.Info("First slot", ("slot", slot));
                break;
            }

            foreach (var name in names)
            {
                using var call = conv.BeginFunction("check");
                conv.Log.Info("Checked");
                call.Complete();
            }

            conv.Log.Info("Slots seen", ("count", slots.Count));
        }
        """);
}
