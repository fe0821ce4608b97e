namespace RtmPipeline.Tests.Fuzzing;

/// <summary>An input that did not have the outcome it must have; the message says which property it broke.</summary>
internal sealed class FuzzFailureException(string message) : Exception(message);

/// <summary>One try of a target: random numbers of its own, and the bytes that are saved should it fail.</summary>
internal sealed class FuzzCase(int seed, int number)
{
    /// <summary>The same numbers for the same seed and case, wherever it runs and whatever ran before.</summary>
    public Random Random { get; } = new(unchecked((seed * 486_187_739) + number));

    public int Number { get; } = number;

    /// <summary>What was tried; set by the target before it tries.</summary>
    public byte[] Input { get; set; } = [];

    /// <summary>Fails the case unless something holds.</summary>
    public void Require(bool holds, string property)
    {
        if (!holds)
            throw new FuzzFailureException(property);
    }

    /// <summary>Does something that may allocate only so much on this thread.</summary>
    /// <param name="most">Bytes allowed: a multiple of the input and a constant, told where it is called.</param>
    /// <param name="work">The work.</param>
    public T Within<T>(long most, Func<T> work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        T result = work();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Require(allocated <= most, $"it allocated {allocated} bytes for an input of {Input.Length}; {most} are allowed");
        return result;
    }
}
