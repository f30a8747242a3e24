using System.Reflection;

namespace ConvLog.StoreContract;

/// <summary>A store that returns all personal data for every request, so that only the gate restricts what a reader sees.</summary>
public class FullReads : DispatchProxy
{
    private IConversationStore _inner = null!;

    public static IConversationStore Of(IConversationStore inner)
    {
        var store = Create<IFullStore, FullReads>();
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
