using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ConvLog.Entries;

/// <summary>Releases what the process would keep, and with it a plug-in that brought the library, when the host unloads that plug-in.</summary>
internal static class Unloading
{
    /// <summary>Runs an action when this assembly is unloaded; never if it is not part of a plug-in.</summary>
    public static void Release(Action release)
    {
        // Native AOT programs do not load plug-ins, so this code is removed from them.
        if (RuntimeFeature.IsDynamicCodeSupported && AssemblyLoadContext.GetLoadContext(typeof(Unloading).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += _ => release();
        }
    }

    /// <summary>A table whose keys, and therefore values, may live longer than the plug-in.</summary>
    public static ConditionalWeakTable<TKey, TValue> Table<
        TKey, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TValue>()
        where TKey : class
        where TValue : class
    {
        var table = new ConditionalWeakTable<TKey, TValue>();
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            Release(table.Clear);
        }

        return table;
    }
}
