using System.Runtime.CompilerServices;

namespace ConvLog.Entries;

/// <summary>
/// The keys of an exception's message and stack. The same key always has the same instances, like a literal: the caches that recognize keys by reference
/// (<see cref="KeyShapes"/>, <see cref="KeyBytes"/>) would otherwise fill up with new instances at each call with a generated key.
/// </summary>
internal sealed class ExceptionKeys
{
    // By reference and weak: the keys of literals remain, those of generated keys are collected with them.
    private static readonly ConditionalWeakTable<string, ExceptionKeys> s_known = Unloading.Table<string, ExceptionKeys>();

    private ExceptionKeys(string key)
    {
        Message = key + "_message";
        Stack = key + "_stack";
    }

    public string Message { get; }

    public string Stack { get; }

    public static ExceptionKeys Of(string key) => s_known.GetValue(key, static key => new ExceptionKeys(key));
}
