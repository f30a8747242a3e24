namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>The API listing contains everything that affects a caller, and nothing else.</summary>
public class SurfaceTextTests
{
    [Fact]
    public void The_API_listing_reads_like_CSharp_in_a_stable_order() => Surface("""
        namespace B { public enum Level : byte { High = 2, Low = 1 } }
        namespace A
        {
            public sealed class Zoo<T> : System.Collections.Generic.IEnumerable<T?>, System.IDisposable where T : class, new()
            {
                public const int Most = 3;
                internal Zoo() { }
                public required string Name { get; init; }
                public string? Note { get; internal set; }
                public T this[in int index] => null!;
                [System.Obsolete("Use Put.")]
                public void Add(in T item, B.Level level = B.Level.Low, params string?[] rest) { }
                public bool Try([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? item, System.Threading.CancellationToken token = default) { item = null; return false; }
                public void Dispose() { }
                public System.Collections.Generic.IEnumerator<T?> GetEnumerator() => null!;
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!;
                private sealed class Hidden;
                public readonly record struct Cage(int Size);
            }
            public interface ISink { void Emit(); void Flush() { } }
            public abstract record Animal { private protected Animal() { } protected virtual int Legs => 4; public override string ToString() => ""; }
            public delegate TOut Feed<in TIn, out TOut>(TIn food) where TIn : struct;
            internal class Unseen;
        }
        """).Should().Equal(
        "namespace A;",
        "",
        "public abstract record Animal",
        "    protected virtual int Legs { get; }",
        "    public override string ToString();",
        "",
        "public delegate TOut Feed<in TIn, out TOut>(TIn food) where TIn : struct;",
        "",
        "public interface ISink",
        "    void Emit();",
        "    virtual void Flush();",
        "",
        "public sealed class Zoo<T> : IDisposable, IEnumerable<T?> where T : class, new()",
        "    public const int Most = 3;",
        "    public required string Name { get; init; }",
        "    public string? Note { get; }",
        "    public T this[in int index] { get; }",
        "    [Obsolete(\"Use Put.\")]",
        "    public void Add(in T item, Level level = Level.Low, params string?[] rest);",
        "    public void Dispose();",
        "    public IEnumerator<T?> GetEnumerator();",
        "    [param item: NotNullWhen(true)]",
        "    public bool Try(out T? item, CancellationToken token = default);",
        "",
        "public readonly record struct Zoo<T>.Cage",
        "    public Cage(int Size);",
        "    public int Size { get; init; }",
        "",
        "namespace B;",
        "",
        "public enum Level : byte",
        "    Low = 1,",
        "    High = 2,");

    private static IReadOnlyList<string> Surface(string source) => SurfaceText.Of(CompiledSource.Symbols(source));
}
