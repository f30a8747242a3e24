using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ConvLog.Functions;

/// <summary>
/// Recognizes functions that return an <see cref="IAsyncEnumerable{T}"/>, whose event ends with the enumeration. A separate overload would make calls of
/// <c>RunFunction&lt;T&gt;</c> ambiguous if the function only throws. Native AOT programs cannot create types at run time: there the event ends with the
/// function.
/// </summary>
/// <typeparam name="T">The type of the function's result.</typeparam>
internal static class FunctionStreams<T>
{
    /// <summary>Wraps the function's result, given its event and a delegate that begins another event; null if the result type is not such a
    /// sequence.</summary>
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
