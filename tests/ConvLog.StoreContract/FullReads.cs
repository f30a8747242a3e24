using System.Reflection;

namespace ConvLog.StoreContract;

/// <summary>
/// A store that gives all personal data whatever it is asked for, as a store does that knows no better: what a reader may see of it is the gate's work alone.
/// </summary>
public class FullReads : DispatchProxy
{
    private IConversationStore _inner = null!;

    public static IConversationStore Of(IConversationStore inner)
    {
        var store = Create<IConversationStore, FullReads>();
        ((FullReads)(object)store)._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        for (int i = 0; i < args!.Length; i++)
        {
            if (args[i] is PersonalData)
            {
                args[i] = PersonalData.All;
            }
        }

        return targetMethod!.Invoke(_inner, args);
    }
}
