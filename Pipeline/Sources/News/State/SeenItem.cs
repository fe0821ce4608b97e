using System.Runtime.InteropServices;

namespace RtmPipeline.Sources.News.State;

/// <summary>An item that was handed on. A struct of numbers without padding, as it goes to the disk as it lies in memory.</summary>
/// <param name="Identity">Hash of what tells it from the feed's others.</param>
/// <param name="Content">Hash of its title and texts.</param>
/// <param name="Link">Hash of its address; 0 for none.</param>
/// <param name="Title">Hash of its title; 0 for none.</param>
/// <param name="FirstSeen">When it was seen first, unix seconds.</param>
/// <param name="Changes">How often it was handed on again, changed.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SeenItem(ulong Identity, ulong Content, ulong Link, ulong Title, uint FirstSeen, uint Changes);
