using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ConvLog.Entries;

/// <summary>What is to be let go of where a host unloads the plug-in that brought the library: the process would keep it, and with it the plug-in.</summary>
internal static class Unloading
{
    /// <summary>Lets go of something when this assembly is unloaded; never where it is not a plug-in's own.</summary>
    public static void Release(Action release)
    {
        // Native programs load no plug-ins, and need not carry what tells.
        if (RuntimeFeature.IsDynamicCodeSupported && AssemblyLoadContext.GetLoadContext(typeof(Unloading).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += _ => release();
        }
    }

    /// <summary>A table whose keys may live longer than the plug-in, and with them its values.</summary>
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
