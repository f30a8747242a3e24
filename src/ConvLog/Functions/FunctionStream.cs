namespace ConvLog.Functions;

/// <summary>
/// The sequence that a function returns, enumerated inside the function's event: the event is current while the function's code runs, and ends with the
/// enumeration. The first enumeration belongs to the original call; each further one is a function call of its own.
/// </summary>
/// <param name="source">The sequence that the function returned.</param>
/// <param name="first">The event of the first enumeration.</param>
/// <param name="again">Begins another event.</param>
internal sealed class FunctionStream<T>(IAsyncEnumerable<T> source, FunctionEvent first, Func<FunctionEvent> again) : IAsyncEnumerable<T>
{
    private FunctionEvent? _first = first;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Exchange(ref _first, null) ?? again();
        try
        {
            using var current = call.MakeCurrent();
            return new Enumerator(source.GetAsyncEnumerator(cancellationToken), call);
        }
        catch (Exception e)
        {
            End(call, e);
            throw;
        }
    }

    private static void End(FunctionEvent call, Exception e)
    {
        call.Fail(e);
        call.Dispose();
    }

    private sealed class Enumerator(IAsyncEnumerator<T> items, FunctionEvent call) : IAsyncEnumerator<T>
    {
        public T Current => items.Current;

        // An event that is made current in an async method is current in it and in the methods it calls, and not in the reader.
        public async ValueTask<bool> MoveNextAsync()
        {
            using var current = call.MakeCurrent();
            try
            {
                if (await items.MoveNextAsync().ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (Exception e)
            {
                End(call, e);
                throw;
            }

            call.Complete();
            call.Dispose();
            return false;
        }

        public async ValueTask DisposeAsync()
        {
            using var current = call.MakeCurrent();
            try
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                End(call, e);
                throw;
            }

            // The reader stopped early. After a complete enumeration, this has no effect.
            call.Cancel();
            call.Dispose();
        }
    }
}
