using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ConvLog.Functions;

/// <summary>
/// Tells functions that return an <see cref="IAsyncEnumerable{T}"/>, whose event ends with the enumeration. An overload for them would make calls of
/// <c>RunFunction&lt;T&gt;</c> ambiguous whose function only throws. Native programs have no types that are made at run time: there it ends with the function.
/// </summary>
/// <typeparam name="T">What the function returns.</typeparam>
internal static class FunctionStreams<T>
{
    /// <summary>Makes what the caller gets of the function's result, its event, and what begins another event; null where the result is no stream.</summary>
    public static readonly Func<T, FunctionEvent, Func<FunctionEvent>, T>? Wrap =
        RuntimeFeature.IsDynamicCodeSupported && typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)
            ? Make(typeof(T).GenericTypeArguments) : null;

    [RequiresDynamicCode("Makes a type at run time.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The type parameter of FunctionStream has no requirements.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "Its constructor is named here.")]
    private static Func<T, FunctionEvent, Func<FunctionEvent>, T> Make(Type[] items)
    {
        _ = new FunctionStream<object>(null!, null!, null!);
        var type = typeof(FunctionStream<>).MakeGenericType(items);
        return (source, call, again) => (T)Activator.CreateInstance(type, source, call, again)!;
    }
}
